package chat.local.refusals;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/// A template that CloudFormation, or the service, refuses.
///
/// @param what what is wrong with it
/// @param change makes it from the sound template of the tests
record BadTemplate(String what, Consumer<ObjectNode> change) {}
