package chat.functions;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes one line of JSON per request: user, frame, outcome, duration. It contains no body, token
/// or phone number.
final class RequestLog {
    private final PrintStream out;

    RequestLog(PrintStream out) {
        this.out = out;
    }

    /// @param user the user identified by the authorizer; empty if there is none
    /// @param frame the route or event
    /// @param outcome the type of the reply, or an error code
    void write(String connection, String user, String frame, String outcome, Duration took) {
        var line = new LinkedHashMap<String, Object>();
        line.put("connection", connection);
        line.put("user", user);
        line.put("frame", frame);
        line.put("outcome", outcome);
        line.put("ms", took.toMillis());
        print(line);
    }

    /// Writes a line for a record that failed and will be retried, with the cause.
    void failure(String frame, String record, RuntimeException cause) {
        var line = new LinkedHashMap<String, Object>();
        line.put("frame", frame);
        line.put("record", record);
        line.put("outcome", "failed");
        line.put("cause", cause.toString());
        line.put("at", Arrays.stream(cause.getStackTrace()).limit(8).map(String::valueOf).toList());
        print(line);
    }

    private void print(Map<String, Object> line) {
        try {
            out.println(JSON.std.asString(line));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }
}
