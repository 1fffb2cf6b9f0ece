package chat.limits;

import java.time.Duration;
import java.time.Instant;

/// The rate of a token bucket. The state of a bucket is one value: the time at which it will be
/// full again. Taking a token moves that time.
///
/// @param burst the tokens in a full bucket, 1 to [#BURST_MAX]
/// @param perHour the tokens added per hour, 1 to [#PER_HOUR_MAX]
public record Rate(int burst, int perHour) {
    /// The maximum of `burst`. It bounds how far in the future a bucket can be full.
    public static final int BURST_MAX = 1_000_000;

    /// The maximum of `perHour`: one token a millisecond, the unit of stored times.
    public static final int PER_HOUR_MAX = 3_600_000;

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    /// @throws IllegalArgumentException if a value is out of range
    public Rate {
        if (burst < 1 || burst > BURST_MAX || perHour < 1 || perHour > PER_HOUR_MAX) {
            throw new IllegalArgumentException(
                    "burst or rate per hour is out of range: " + burst + ", " + perHour);
        }
    }

    /// The outcome of taking tokens.
    public sealed interface Taken {
        /// The tokens were taken.
        ///
        /// @param fullAt when the bucket will be full again
        record Allowed(Instant fullAt) implements Taken {}

        /// There were too few tokens, and none was taken.
        ///
        /// @param retryAfter how long to wait until there are enough
        record Refused(Duration retryAfter) implements Taken {}
    }

    /// Takes tokens from a bucket.
    ///
    /// @param fullAt when the bucket will be, or was, full
    /// @param tokens at most [#burst]
    public Taken take(Instant fullAt, int tokens, Instant now) {
        Instant next = (fullAt.isAfter(now) ? fullAt : now).plus(time(tokens));
        Duration ahead = Duration.between(now, next).minus(time(burst));
        return ahead.isPositive() ? new Taken.Refused(ahead) : new Taken.Allowed(next);
    }

    private Duration time(int tokens) {
        return Duration.ofNanos(HOUR_NANOS / perHour * tokens);
    }
}
