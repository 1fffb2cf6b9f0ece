package chat.port;

/// The pause between attempts that compete with others.
@FunctionalInterface
public interface Backoff {
    /// Waits a random time that grows with the attempts, at most 100 ms.
    ///
    /// @param attempt 1 after the first
    void pause(int attempt);
}
