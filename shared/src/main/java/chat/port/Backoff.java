package chat.port;

/// Waits between attempts at something that others also try.
@FunctionalInterface
public interface Backoff {
    /// Waits a random while that grows with the attempts, 100 ms at most.
    ///
    /// @param attempt 1 after the first
    void pause(int attempt);
}
