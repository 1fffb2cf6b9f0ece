package chat.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.ob.JSON;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Writes one line of JSON per request: level, ids, user, frame, outcome, duration. It contains no
/// body, token or phone number, and instead of a user id its hash.
///
/// A log that is bound to an invocation adds Lambda's request id, API Gateway's message id, and
/// whether the process is new. Lambda's own `platform.report` has the same request id, the access
/// log the same connection and message id.
final class RequestLog {
    private static final int HASH_BYTES = 8;
    private static final int FRAMES_MAX = 8;

    private final PrintStream out;

    /// Whether no invocation has begun in this process.
    private final AtomicBoolean cold;

    private final Map<String, Object> invocation;

    RequestLog(PrintStream out) {
        this(out, new AtomicBoolean(true), Map.of());
    }

    private RequestLog(PrintStream out, AtomicBoolean cold, Map<String, Object> invocation) {
        this.out = out;
        this.cold = cold;
        this.invocation = invocation;
    }

    /// This log, bound to the invocation of a stream, queue or operator.
    ///
    /// @param context null outside of Lambda
    RequestLog in(@Nullable Context context) {
        return in(context, null);
    }

    /// This log, bound to an invocation.
    ///
    /// @param context null outside of Lambda
    /// @param messageId API Gateway's id of the message; null for other events
    RequestLog in(@Nullable Context context, @Nullable String messageId) {
        var ids = new LinkedHashMap<String, Object>();
        if (context != null) {
            ids.put("requestId", context.getAwsRequestId());
        }
        if (messageId != null) {
            ids.put("messageId", messageId);
        }
        ids.put("coldStart", cold.getAndSet(false));
        return new RequestLog(out, cold, ids);
    }

    /// The first 16 hexadecimal digits of the SHA-256 of a user id.
    static String hash(String user) {
        if (user.isEmpty()) {
            return "";
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// @param user the user that the authorizer established; empty if there is none
    /// @param frame the route or event
    /// @param outcome the type of the reply, or an error code
    void write(String connection, String user, String frame, String outcome, Duration took) {
        var line = line("INFO");
        line.put("connection", connection);
        line.put("user", hash(user));
        line.put("frame", frame);
        line.put("outcome", outcome);
        line.put("ms", took.toMillis());
        print(line);
    }

    /// Writes a line for a record of a stream that names no connection.
    void write(String frame, String record, String outcome, Duration took) {
        var line = line("INFO");
        line.put("frame", frame);
        line.put("record", record);
        line.put("outcome", outcome);
        line.put("ms", took.toMillis());
        print(line);
    }

    /// Writes a line for a request that failed, with the cause.
    void failure(
            String connection, String user, String frame, RuntimeException cause, Duration took) {
        var line = line("ERROR");
        line.put("connection", connection);
        line.put("user", hash(user));
        line.put("frame", frame);
        line.put("outcome", "failed");
        line.put("ms", took.toMillis());
        print(with(line, cause));
    }

    /// Writes a line for a record that failed and will be retried, with the cause.
    void failure(String frame, String record, RuntimeException cause) {
        var line = line("ERROR");
        line.put("frame", frame);
        line.put("record", record);
        line.put("outcome", "failed");
        print(with(line, cause));
    }

    private Map<String, Object> line(String level) {
        var line = new LinkedHashMap<String, Object>();
        line.put("level", level);
        line.putAll(invocation);
        return line;
    }

    private static Map<String, Object> with(Map<String, Object> line, RuntimeException cause) {
        line.put("cause", cause.toString());
        line.put(
                "at",
                Arrays.stream(cause.getStackTrace())
                        .limit(FRAMES_MAX)
                        .map(String::valueOf)
                        .toList());
        return line;
    }

    private void print(Map<String, Object> line) {
        try {
            out.println(JSON.std.asString(line));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }
}
