package chat.simulation;

import java.time.Duration;

/// The quota of calls to `@connections`: a token bucket, as API Gateway has one per account. It is
/// low in a share of the histories. The random generator is its own, so that all other histories
/// stay the same.
final class Quota {
    private static final double SHARE = 0.1;
    private static final int LEAST = 5;
    private static final int MOST = 50;

    private double perSecond;
    private double burst;
    private double tokens;
    private long then;

    Quota(SeededRandom random) {
        lift();
        if (random.chance(SHARE)) {
            int calls = random.between(LEAST, MOST);
            set(calls, calls);
        }
    }

    /// Sets the quota.
    ///
    /// @param burst the calls at once after a pause
    void set(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        tokens = burst;
    }

    /// Allows any number of calls from now on.
    void lift() {
        set(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// Counts a call.
    ///
    /// @param now microseconds since the start
    /// @return whether the gateway answers it; if not, the answer is 429
    boolean take(long now) {
        if (Double.isInfinite(burst)) {
            return true;
        }
        double seconds = (double) (now - then) / EventLoop.micros(Duration.ofSeconds(1));
        then = now;
        tokens = Math.min(burst, tokens + seconds * perSecond);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
