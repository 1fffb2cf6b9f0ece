package chat.local.gateway;

import java.time.Duration;
import java.util.Optional;

/// One request to a WebSocket API, when it is done: what API Gateway writes to its access log.
///
/// It holds nothing of what was said: no message, header, query or token.
///
/// @param route the route's key; empty where there is none
/// @param took from the request's arrival until its answer was handed over
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">Access
///   logging</a>
public record Access(
        Kind kind, String route, Caller caller, Outcome outcome, Duration took, Size size) {
    /// What was asked for.
    public enum Kind {
        /// A handshake.
        CONNECT,
        /// A message of a client.
        MESSAGE,
        /// The end of a connection.
        DISCONNECT,
        /// A message to a client, by the management API.
        POST,
        /// A look at a connection, by the management API.
        GET,
        /// The end of a connection, by the management API.
        DELETE
    }

    /// Whom it is about.
    ///
    /// @param connectionId as the request gave it; the management API may be asked for any
    /// @param principalId what the authorizer called the caller
    public record Caller(String connectionId, Optional<String> principalId) {}

    /// How it ended.
    ///
    /// @param status a status code, a close code, or a word
    /// @param failure why it failed; empty if it did not
    public record Outcome(String status, Optional<String> failure) {
        static Outcome of(int status, Optional<String> failure) {
            return new Outcome(Integer.toString(status), failure);
        }
    }

    /// Bytes of messages, UTF-8.
    ///
    /// @param in from the client or the poster
    /// @param out to the client
    public record Size(int in, int out) {
        static final Size NONE = new Size(0, 0);
    }

    static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }
}
