package chat.local.template;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the function for a name, an ARN with or without qualifier, or an integration URI.
///
/// @param functions by physical name
/// @param qualified the ARNs of all versions and aliases
record Targets(Map<String, Function> functions, Set<String> qualified) {
    private static final Pattern INTEGRATION_URI =
            Pattern.compile(
                    "arn:[^:]+:apigateway:[^:]*:lambda:path/[^/]+/functions/(.+)/invocations");
    private static final Pattern FUNCTION_ARN =
            Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)(:.+)?");

    Targets {
        functions = Map.copyOf(functions);
        qualified = Set.copyOf(qualified);
    }

    static Targets of(Template template, List<Function> functions) {
        return new Targets(
                functions.stream().collect(toMap(Function::name, f -> f)),
                template.ofType("AWS::Lambda::Alias", "AWS::Lambda::Version").stream()
                        .map(resource -> template.reference(resource.id()).asText())
                        .collect(toSet()));
    }

    /// The function in an integration's or authorizer's URI.
    FunctionTarget byUri(Resource resource, String property) {
        String uri = resource.text(property);
        Matcher matcher = INTEGRATION_URI.matcher(uri);
        if (!matcher.matches()) {
            throw resource.error(property, "is not the invocation URI of a function: " + uri);
        }
        String arn = Arns.function(matcher.group(1));
        return new FunctionTarget(named(resource, property, arn).name(), arn);
    }

    /// The function that a property refers to.
    Function byName(Resource resource, String property) {
        return named(resource, property, resource.text(property));
    }

    private Function named(Resource resource, String property, String nameOrArn) {
        Matcher arn = FUNCTION_ARN.matcher(Arns.function(nameOrArn));
        Function function = arn.matches() ? functions.get(arn.group(1)) : null;
        if (function == null) {
            throw resource.error(property, "there is no Java function " + nameOrArn);
        }
        String qualifier = arn.group(2);
        if (qualifier != null
                && !qualifier.equals(":$LATEST")
                && !qualified.contains(arn.group())) {
            throw resource.error(property, "there is no version or alias " + arn.group());
        }
        return function;
    }
}
