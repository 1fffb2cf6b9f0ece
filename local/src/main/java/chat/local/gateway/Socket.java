package chat.local.gateway;

/// The server's end of an open WebSocket. Safe for use by several threads.
public interface Socket {
    /// Sends a text message, after those that are being sent already; messages never mix. Blocks
    /// while the client does not read.
    ///
    /// @param beforeWrite is run if the message will be sent, before the client can have it
    SendResult send(String text, Runnable beforeWrite);

    /// Begins to close. Does not wait for the client, and does nothing if it is closed already.
    void close(CloseStatus status);

    /// Drops the connection without a word, for a client that does not answer the close.
    void disconnect();
}
