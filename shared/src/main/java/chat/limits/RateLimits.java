package chat.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often users do what is limited.
@FunctionalInterface
public interface RateLimits {
    /// Counts one.
    ///
    /// @param key whose it is: a user, or a user and what it is done to
    /// @return how long to wait before the next try; empty if it may be done now
    Optional<Duration> take(Limit limit, String key, Instant now);
}
