package chat.domain;

import java.time.Duration;
import java.time.Instant;

/// The day on which a row last moved. The local index sorts by it.
public final class ActiveDay {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private ActiveDay() {}

    /// Days since 1970-01-01, UTC.
    public static long of(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli(), DAY_MILLIS);
    }
}
