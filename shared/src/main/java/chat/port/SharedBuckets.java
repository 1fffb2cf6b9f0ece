package chat.port;

import chat.limits.Rate;

import java.time.Instant;
import java.util.Optional;

/// The buckets of [Rate] that all processes share.
@FunctionalInterface
public interface SharedBuckets {
    /// Moves a bucket, if it stands where the caller believes. One that is full at `now` stands
    /// where any other that is full does, and so does one that was never used.
    ///
    /// @param seen when it will be full, as the caller believes
    /// @param next when it will be full afterwards
    /// @return where it stands instead; empty if it was moved
    Optional<Instant> move(String key, Instant seen, Instant next, Instant now);
}
