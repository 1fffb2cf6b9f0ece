package chat.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A token bucket: full at first, refilled at a steady rate, one token per request.
///
/// Thread-safe.
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double tokensPerSecond;
    private final int tokensMax;
    private final InstantSource clock;
    private double tokens;
    private Instant filledAt;

    TokenBucket(double tokensPerSecond, int tokensMax, InstantSource clock) {
        this.tokensPerSecond = tokensPerSecond;
        this.tokensMax = tokensMax;
        this.clock = clock;
        this.tokens = tokensMax;
        this.filledAt = clock.instant();
    }

    /// Takes a token if there is one.
    ///
    /// @return whether there was one
    synchronized boolean take() {
        Instant now = clock.instant();
        if (now.isAfter(filledAt)) { // A machine's clock may be set back.
            double seconds = Duration.between(filledAt, now).toNanos() / NANOS_PER_SECOND;
            tokens = Math.min(tokensMax, tokens + seconds * tokensPerSecond);
        }
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
