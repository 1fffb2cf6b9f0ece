package chat.local.gateway;

import java.time.Duration;
import java.util.Optional;

/// A finished request to a WebSocket API, as API Gateway writes it to its access log.
///
/// Contains no message, header, query or token.
///
/// @param route the route's key; empty if no route applies
/// @param took from the arrival of the request until its response was handed over
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">Access
///   logging</a>
public record Access(
        Kind kind, String route, Caller caller, Outcome outcome, Duration took, Size size) {
    /// Kind of request.
    public enum Kind {
        /// A handshake.
        CONNECT,
        /// A message of a client.
        MESSAGE,
        /// A closed connection.
        DISCONNECT,
        /// A message to a client, sent through the management API.
        POST,
        /// A query of a connection's state, through the management API.
        GET,
        /// The closing of a connection, through the management API.
        DELETE
    }

    /// The connection and user of a request.
    ///
    /// @param connectionId as given in the request; requests to the management API may name any id
    /// @param principalId the `principalId` that the authorizer returned
    public record Caller(String connectionId, Optional<String> principalId) {}

    /// The result of a request.
    ///
    /// @param status a status code, a close code, or a word
    /// @param failure the reason of a failure; empty on success
    public record Outcome(String status, Optional<String> failure) {
        static Outcome of(int status, Optional<String> failure) {
            return new Outcome(Integer.toString(status), failure);
        }
    }

    /// Sizes of messages in bytes of UTF-8.
    ///
    /// @param in from the client, or from the caller of the management API
    /// @param out to the client
    public record Size(int in, int out) {
        static final Size NONE = new Size(0, 0);
    }

    static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }
}
