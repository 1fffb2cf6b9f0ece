package chat.limits;

import java.time.Duration;
import java.time.Instant;

/// A token bucket: so many at once, then so many per hour. The bucket is one value, the time at
/// which it will be full again; taking a token moves that time.
///
/// @param burst how many may be taken from a full bucket, 1 to [#BURST_MAX]
/// @param perHour how many flow in, 1 to [#PER_HOUR_MAX]
public record Rate(int burst, int perHour) {
    /// Bounds how far ahead a bucket can lie.
    public static final int BURST_MAX = 1_000_000;

    /// 1,000 a second: one in a millisecond, the unit in which buckets are stored.
    public static final int PER_HOUR_MAX = 3_600_000;

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    /// @throws IllegalArgumentException if a value is out of range
    public Rate {
        if (burst < 1 || burst > BURST_MAX || perHour < 1 || perHour > PER_HOUR_MAX) {
            throw new IllegalArgumentException("out of range: " + burst + ", " + perHour);
        }
    }

    /// What became of an attempt to take tokens.
    public sealed interface Taken {
        /// They were there.
        ///
        /// @param fullAt when the bucket will be full again
        record Allowed(Instant fullAt) implements Taken {}

        /// They were not; nothing was taken.
        ///
        /// @param retryAfter when they will be
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
