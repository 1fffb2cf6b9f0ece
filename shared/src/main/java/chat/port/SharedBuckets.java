package chat.port;

import chat.limits.Rate;

import java.time.Instant;
import java.util.Optional;

/// The buckets of [Rate] that all processes share.
@FunctionalInterface
public interface SharedBuckets {
    /// Moves a bucket, if it is in the state that the caller expects. All buckets that are full at
    /// `now` are in the same state, and so is a bucket that was never used.
    ///
    /// @param seen the expected time at which it will be full
    /// @param next the time at which it will be full afterwards
    /// @return the actual time at which it will be full; empty if it was moved
    Optional<Instant> move(String key, Instant seen, Instant next, Instant now);
}
