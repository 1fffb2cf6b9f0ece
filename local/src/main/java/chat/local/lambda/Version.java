package chat.local.lambda;

import chat.local.template.Function;

/// A function with its code at one moment.
record Version(Function function, DeploymentPackage code) {}
