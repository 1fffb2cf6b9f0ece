package chat.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// An error reported by a runtime instead of a response.
///
/// @param ofCode true if the handler could not be constructed, false if it threw
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
record RuntimeError(String type, String message, boolean ofCode) {
    /// The header with the type of the error.
    static final String HEADER = "Lambda-Runtime-Function-Error-Type";

    /// The exit status of a process that was ended by SIGKILL.
    static final int KILLED = 128 + 9;

    private static final String BAD_FUNCTION_CODE = "Runtime.BadFunctionCode";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The error that Lambda reports for a runtime that exited.
    ///
    /// @param status the exit status of the process
    static RuntimeError ofExit(int status) {
        String reason =
                switch (status) {
                    case 0 -> "Runtime exited without providing a reason";
                    case KILLED -> "Runtime exited with error: signal: killed";
                    default -> "Runtime exited with error: exit status " + status;
                };
        return new RuntimeError("Runtime.ExitError", reason, true);
    }

    /// Parses a report.
    ///
    /// @param header the value of [#HEADER]; empty if it is absent
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
