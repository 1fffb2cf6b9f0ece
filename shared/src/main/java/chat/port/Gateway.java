package chat.port;

import chat.domain.ConnectionId;

/// The sockets. No call blocks longer than a second, and none is retried.
public interface Gateway {
    /// Sends a frame. [Answer#OK] means that the gateway accepted it, not that a device received
    /// it.
    Answer post(ConnectionId connection, String frame);

    /// Asks whether the socket is open.
    Answer probe(ConnectionId connection);

    /// Closes the socket.
    Answer close(ConnectionId connection);

    /// The gateway's answer.
    enum Answer {
        /// Done.
        OK,
        /// There is no such socket: it is closed or not open yet.
        GONE,
        /// Throttled, timed out or failed: the request may or may not have been executed.
        UNKNOWN
    }
}
