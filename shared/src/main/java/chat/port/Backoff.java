package chat.port;

/// The pause before a retry that competes with other writers.
@FunctionalInterface
public interface Backoff {
    /// Waits a random time that grows with the attempts, at most 100 ms.
    ///
    /// @param attempt the number of attempts so far
    void pause(int attempt);
}
