package chat.port;

import chat.domain.ConnectionId;

/// The sockets. No call blocks longer than a second, none is tried twice.
public interface Gateway {
    /// Sends a frame. [Answer#OK] says that the gateway took it, not that a device has it.
    Answer post(ConnectionId connection, String frame);

    /// Asks whether the socket is open.
    Answer probe(ConnectionId connection);

    /// Closes the socket.
    Answer close(ConnectionId connection);

    /// What the gateway said.
    enum Answer {
        /// Done.
        OK,
        /// There is no such socket: closed, or not open yet.
        GONE,
        /// Throttled, timed out or failed: it may have been done or not.
        UNKNOWN
    }
}
