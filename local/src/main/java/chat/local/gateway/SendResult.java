package chat.local.gateway;

/// What became of a message that was to be sent to a client.
public enum SendResult {
    /// Handed to the operating system as a whole. That is no proof that the client has it.
    SENT,
    /// The connection is not open: closed, or its handshake not done.
    GONE,
    /// Too much waits for this client already; nothing was sent.
    BUFFER_FULL
}
