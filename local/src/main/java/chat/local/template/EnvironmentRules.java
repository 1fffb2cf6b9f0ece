package chat.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What Lambda refuses in a function's environment variables.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment
///   variables</a>
final class EnvironmentRules {
    private static final String PROPERTY = "Environment.Variables";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    /// 4 KB, measured as a JSON object.
    private static final int BYTES_MAX = 4096;

    private static final Set<String> RESERVED =
            Set.of(
                    "_HANDLER",
                    "_X_AMZN_TRACE_ID",
                    "AWS_DEFAULT_REGION",
                    "AWS_REGION",
                    "AWS_EXECUTION_ENV",
                    "AWS_LAMBDA_FUNCTION_NAME",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                    "AWS_LAMBDA_FUNCTION_VERSION",
                    "AWS_LAMBDA_INITIALIZATION_TYPE",
                    "AWS_LAMBDA_LOG_GROUP_NAME",
                    "AWS_LAMBDA_LOG_STREAM_NAME",
                    "AWS_ACCESS_KEY",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "AWS_LAMBDA_RUNTIME_API",
                    "LAMBDA_TASK_ROOT",
                    "LAMBDA_RUNTIME_DIR");

    private EnvironmentRules() {}

    /// @param variables those of the template
    /// @throws TemplateException if a name is reserved or not valid, or all are too large
    static void check(Resource function, Map<String, String> variables) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        variables.forEach(
                (name, value) -> {
                    if (RESERVED.contains(name)) {
                        throw function.error(
                                PROPERTY + "." + name, "Lambda sets this variable itself");
                    }
                    if (!NAME.matcher(name).matches()) {
                        throw function.error(
                                PROPERTY + "." + name,
                                "a variable's name begins with a letter and has at least two"
                                        + " letters, digits and _");
                    }
                    json.put(name, value);
                });
        int bytes = Json.write(json).getBytes(UTF_8).length;
        if (bytes > BYTES_MAX) {
            throw function.error(
                    PROPERTY,
                    "the variables have %d bytes as JSON, more than %d"
                            .formatted(bytes, BYTES_MAX));
        }
    }
}
