package chat.local.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the function that a name, an ARN (qualified or not) or an integration URI means.
///
/// @param functions by physical name
record Targets(Map<String, Function> functions) {
    private static final Pattern INTEGRATION_URI =
            Pattern.compile(
                    "arn:[^:]+:apigateway:[^:]*:lambda:path/[^/]+/functions/(.+)/invocations");
    private static final Pattern FUNCTION_ARN =
            Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)(:.+)?");

    Targets {
        functions = Map.copyOf(functions);
    }

    /// The function behind an integration's or authorizer's URI.
    Function byUri(Resource resource, String property) {
        String uri = resource.text(property);
        Matcher matcher = INTEGRATION_URI.matcher(uri);
        if (!matcher.matches()) {
            throw resource.error(property, "is not the invocation URI of a function: " + uri);
        }
        return named(resource, property, matcher.group(1));
    }

    /// The function that a property names.
    Function byName(Resource resource, String property) {
        return named(resource, property, resource.text(property));
    }

    private Function named(Resource resource, String property, String nameOrArn) {
        Matcher arn = FUNCTION_ARN.matcher(nameOrArn);
        String name = arn.matches() ? arn.group(1) : nameOrArn.split(":", 2)[0];
        Function function = functions.get(name);
        if (function == null) {
            throw resource.error(property, "there is no Java function " + name);
        }
        return function;
    }
}
