package chat.limits;

import chat.domain.ConnectionId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many frames a connection may send.
@FunctionalInterface
public interface FrameLimit {
    /// Nothing is limited.
    FrameLimit NONE = (connection, now) -> Optional.empty();

    /// Counts a frame.
    ///
    /// @return how long to wait; empty if it may be served
    Optional<Duration> take(ConnectionId connection, Instant now);
}
