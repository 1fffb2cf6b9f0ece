package chat.port;

import java.time.Duration;

/// Sets when a message that a function was given, and has not done, is given again.
@FunctionalInterface
public interface Postponement {
    /// The queue gives the message again after `wait`, and until then no other of its group.
    ///
    /// @param receipt names the message as it was given this time
    void postpone(String receipt, Duration wait);
}
