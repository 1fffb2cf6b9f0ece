package chat.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that only a test advances.
public final class TestClock implements InstantSource {
    /// The initial time.
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /// Moves the clock forward.
    public void advance(Duration duration) {
        now = now.plus(duration);
    }
}
