package chat.local.gateway;

/// The server's end of an open WebSocket. Thread-safe.
public interface Socket {
    /// Sends a text message after those already being sent; messages never interleave. Blocks while
    /// the client does not read.
    ///
    /// @param beforeWrite runs only if the message will be sent, and before the client can receive
    ///   it
    SendResult send(String text, Runnable beforeWrite);

    /// Starts to close the socket, without waiting for the client. Has no effect if it is closed
    /// already.
    void close(CloseStatus status);

    /// Drops the connection without a close frame, for a client that does not answer the close.
    void disconnect();
}
