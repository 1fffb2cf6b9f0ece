package chat.simulation;

import chat.limits.Limit;
import chat.limits.RateLimits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Rate limits that refuse frames of every kind at random, in a share of the histories. They have a
/// random generator of their own, so that the rest of a history is the same without them.
final class RandomLimits implements RateLimits {
    private static final double SHARE = 0.25;
    private static final double RATE_MOST = 0.1;
    private static final int WAIT_MILLIS_LEAST = 1_000;
    private static final int WAIT_MILLIS_MOST = 20_000;

    private final SeededRandom random;
    private double rate;
    private int refused;

    RandomLimits(SeededRandom random) {
        this.random = random;
        this.rate = random.chance(SHARE) ? RATE_MOST * random.nextDouble() : 0;
    }

    @Override
    public Optional<Duration> take(Limit limit, String key, int tokens, Instant now) {
        if (!random.chance(rate)) {
            return Optional.empty();
        }
        refused++;
        return Optional.of(Duration.ofMillis(random.between(WAIT_MILLIS_LEAST, WAIT_MILLIS_MOST)));
    }

    /// Refuses nothing from now on.
    void stop() {
        rate = 0;
    }

    /// The number of frames refused so far.
    int refused() {
        return refused;
    }
}
