package chat.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often users do what is limited.
@FunctionalInterface
public interface RateLimits {
    /// Nothing is limited.
    RateLimits NONE = (_, _, _, _) -> Optional.empty();

    /// Counts several at once: all or none.
    ///
    /// @param key whose it is: a user, or a user and what it is done to
    /// @param tokens how many, from 1; more than the burst count as the burst
    /// @return how long to wait before the next try; empty if it may be done now
    Optional<Duration> take(Limit limit, String key, int tokens, Instant now);

    /// Counts one.
    default Optional<Duration> take(Limit limit, String key, Instant now) {
        return take(limit, key, 1, now);
    }
}
