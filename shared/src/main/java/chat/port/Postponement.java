package chat.port;

import java.time.Duration;

/// Delays the next receive of a queue message that is not done.
@FunctionalInterface
public interface Postponement {
    /// Makes the queue deliver the message again after `wait`. Until then other messages of its
    /// group are not delivered.
    ///
    /// @param receipt identifies this receive of the message
    void postpone(String receipt, Duration wait);
}
