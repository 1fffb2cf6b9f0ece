package chat.local.gateway;

/// The result of sending a message to a client.
public enum SendResult {
    /// Passed to the operating system completely. Does not prove that the client received it.
    SENT,
    /// The connection is not open: closed, or still in its handshake.
    GONE,
    /// Too much data is pending for this client; nothing was sent.
    BUFFER_FULL
}
