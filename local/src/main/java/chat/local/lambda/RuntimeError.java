package chat.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What a runtime reports instead of an answer.
///
/// @param ofCode the handler could not be made; else it threw
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
record RuntimeError(String type, String message, boolean ofCode) {
    /// The header that tells whose fault it was.
    static final String HEADER = "Lambda-Runtime-Function-Error-Type";

    /// The exit status of a process that a signal of that name ended.
    static final int KILLED = 128 + 9;

    private static final String BAD_FUNCTION_CODE = "Runtime.BadFunctionCode";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What Lambda reports of a runtime that ended.
    ///
    /// @param status of the process
    static RuntimeError ofExit(int status) {
        String reason =
                switch (status) {
                    case 0 -> "Runtime exited without providing a reason";
                    case KILLED -> "Runtime exited with error: signal: killed";
                    default -> "Runtime exited with error: exit status " + status;
                };
        return new RuntimeError("Runtime.ExitError", reason, true);
    }

    /// Reads a report.
    ///
    /// @param header [#HEADER], empty if it is not there
    static RuntimeError parse(String header, String body) {
        boolean ofCode = header.equals(BAD_FUNCTION_CODE);
        try {
            JsonNode error = JSON.readTree(body);
            return new RuntimeError(
                    error.path("errorType").asText(header),
                    error.path("errorMessage").asText(""),
                    ofCode);
        } catch (JsonProcessingException notJson) {
            return new RuntimeError(header, body, ofCode);
        }
    }
}
