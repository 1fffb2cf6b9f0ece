package chat.inmemory;

import chat.port.Backoff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock whose time changes only when a test sets it.
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /// @param now the initial time
    public SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Sets the time, forwards or backwards.
    public void set(Instant instant) {
        now.set(instant);
    }

    /// Advances the time.
    ///
    /// @return the new time
    public Instant advance(Duration by) {
        return now.updateAndGet(instant -> instant.plus(by));
    }

    /// Returns a back-off that advances the clock instead of waiting.
    public Backoff backoff(Duration pause) {
        return _ -> advance(pause);
    }
}
