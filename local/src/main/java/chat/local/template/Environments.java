package chat.local.template;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Creates a function's environment: the template's variables with AWS endpoints replaced, and
/// Lambda's own variables.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
///   runtime environment variables</a>
record Environments(Template template, Endpoints endpoints) {
    private static final Pattern GATEWAY =
            Pattern.compile("https://([^./]+)\\.execute-api\\.[^/]+(/.*)?");
    private static final Pattern ISSUER =
            Pattern.compile("https://cognito-idp\\.[^/]+(/[^/]+)?(/.*)?");

    /// The variables of a function, with their final values.
    Map<String, String> of(Resource function, int memoryMegabytes) {
        var variables = new HashMap<String, String>();
        for (String variable : function.names("Environment.Variables")) {
            function.optionalText("Environment.Variables." + variable)
                    .ifPresent(value -> variables.put(variable, value));
        }
        EnvironmentRules.check(function, variables);
        variables.replaceAll((_, value) -> local(value));
        String name = Names.physicalName(function);
        variables.put("AWS_REGION", Arns.REGION);
        variables.put("AWS_DEFAULT_REGION", Arns.REGION);
        variables.put("AWS_ACCESS_KEY_ID", accessKeyId(name));
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", endpoints.dynamoDb().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMegabytes));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType(function));
        return variables;
    }

    /// SnapStart applies to published versions; a function with SnapStart is only invoked through
    /// one.
    private static String initializationType(Resource function) {
        return function.optionalText("SnapStart.ApplyOn")
                .filter("PublishedVersions"::equals)
                .map(_ -> "snap-start")
                .orElse("on-demand");
    }

    /// The access key id that identifies the function in requests to DynamoDB. It allows only
    /// letters and digits, so each other character becomes `x` and its code, which keeps the keys
    /// of different names different.
    static String accessKeyId(String functionName) {
        var key = new StringBuilder("LOCAL");
        functionName
                .chars()
                .forEach(
                        c ->
                                key.append(
                                        isAlphanumeric(c)
                                                ? Character.toString(c)
                                                : "x" + Integer.toHexString(c)));
        return key.toString();
    }

    private static boolean isAlphanumeric(int c) {
        String text = Character.toString(c).toLowerCase(Locale.ROOT);
        return "abcdefghijklmnopqrstuvwxyz0123456789".contains(text);
    }

    /// The value, with the address of an AWS service replaced by the local one.
    private String local(String value) {
        Matcher gateway = GATEWAY.matcher(value);
        if (gateway.matches() && isApi(gateway.group(1))) {
            return withPath(endpoints.gateway().toString(), gateway.group(2));
        }
        Matcher issuer = ISSUER.matcher(value);
        if (issuer.matches()) {
            return withPath(endpoints.issuer().toString(), issuer.group(2));
        }
        return value;
    }

    private boolean isApi(String id) {
        return template.ofType("AWS::ApiGatewayV2::Api").stream()
                .anyMatch(api -> api.id().equals(id));
    }

    private static String withPath(String base, @Nullable String path) {
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return path == null ? root : root + path;
    }
}
