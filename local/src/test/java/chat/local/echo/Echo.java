package chat.local.echo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The functions of the echo stack.
public final class Echo {
    private Echo() {}

    /// Accepts every named user except `mallory`.
    public static final class Authorizer
            implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
            var query = (Map<?, ?>) event.getOrDefault("queryStringParameters", Map.of());
            String user = String.valueOf(query.get("user"));
            if (user.equals("mallory")) {
                throw new IllegalStateException("Unauthorized");
            }
            return Map.of(
                    "principalId",
                    user,
                    "policyDocument",
                    Map.of(
                            "Version",
                            "2012-10-17",
                            "Statement",
                            List.of(
                                    Map.of(
                                            "Effect", "Allow",
                                            "Action", "execute-api:Invoke",
                                            "Resource", String.valueOf(event.get("methodArn"))))));
        }
    }

    /// Returns its greeting, the caller and the message.
    public static final class Message
            implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        private final String greeting;

        /// Used in process mode.
        public Message() {
            this(System.getenv());
        }

        /// @param environment must have `GREETING`
        public Message(Map<String, String> environment) {
            String value = environment.get("GREETING");
            if (value == null) {
                throw new IllegalArgumentException("GREETING is not set");
            }
            greeting = value;
        }

        @Override
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
            var authorizer = member(member(event, "requestContext"), "authorizer");
            return Map.of(
                    "statusCode",
                    200,
                    "body",
                    greeting + " " + authorizer.get("principalId") + ": " + event.get("body"));
        }
    }

    /// Returns 200.
    public static final class Accept
            implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
            return Map.of("statusCode", 200);
        }
    }

    /// Returns the content of the file `version` in its jar.
    public static final class Version
            implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
            try (var version = Version.class.getResourceAsStream("/version")) {
                byte[] text = Objects.requireNonNull(version).readAllBytes();
                return Map.of("statusCode", 200, "body", new String(text, StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static Map<?, ?> member(Map<?, ?> event, String name) {
        return (Map<?, ?>) Objects.requireNonNull(event.get(name), name);
    }
}
