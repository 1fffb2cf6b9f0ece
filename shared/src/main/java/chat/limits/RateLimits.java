package chat.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The rate limits of users.
@FunctionalInterface
public interface RateLimits {
    /// Limits nothing.
    RateLimits NONE = (_, _, _, _) -> Optional.empty();

    /// Counts several uses at once: all or none.
    ///
    /// @param key the user, or the user and the target
    /// @param tokens the number of uses, from 1; a number above the burst counts as the burst
    /// @return how long to wait before the next attempt; empty if it is allowed now
    Optional<Duration> take(Limit limit, String key, int tokens, Instant now);

    /// Counts one use.
    default Optional<Duration> take(Limit limit, String key, Instant now) {
        return take(limit, key, 1, now);
    }
}
