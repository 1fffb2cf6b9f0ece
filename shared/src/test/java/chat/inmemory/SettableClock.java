package chat.inmemory;

import chat.port.Backoff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is moved.
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /// @param now what it shows first
    public SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Moves the clock, backwards if need be.
    public void set(Instant instant) {
        now.set(instant);
    }

    /// Moves the clock on.
    ///
    /// @return what it shows then
    public Instant advance(Duration by) {
        return now.updateAndGet(instant -> instant.plus(by));
    }

    /// A pause that does not wait: it moves the clock on instead.
    public Backoff backoff(Duration pause) {
        return _ -> advance(pause);
    }
}
