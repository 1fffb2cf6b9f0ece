package chat.simulation;

import java.time.Duration;
import java.time.Instant;

/// The time at which a history starts. In a share of the histories that is shortly before midnight
/// UTC, so that rows move from one day of the index to the next. It has its own random generator,
/// so that all other histories stay the same.
final class RandomStart {
    /// The share of histories that begin shortly before midnight.
    private static final double SHARE = 0.1;

    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
    private static final int SECONDS_BEFORE_MOST = 120;

    private RandomStart() {}

    /// @param usual the start of a history without a special start
    static Instant of(SeededRandom random, Instant usual) {
        return random.chance(SHARE)
                ? MIDNIGHT.minus(Duration.ofSeconds(random.between(1, SECONDS_BEFORE_MOST)))
                : usual;
    }
}
