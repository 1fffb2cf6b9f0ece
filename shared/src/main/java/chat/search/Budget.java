package chat.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The work that one request may do. A request ends soon after it has spent its budget, and the
/// next one continues.
final class Budget {
    /// Half a second of one vCPU, and $0.000125.
    static final int READ_UNITS_MAX = 1_000;

    /// The client shows hits as they come, so a page must not take long.
    static final Duration TIME_MAX = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Instant end;
    private double left = READ_UNITS_MAX;

    Budget(InstantSource clock, Instant start) {
        this.clock = clock;
        this.end = start.plus(TIME_MAX);
    }

    void spend(double readUnits) {
        left -= readUnits;
    }

    boolean isSpent() {
        return left <= 0 || !clock.instant().isBefore(end);
    }
}
