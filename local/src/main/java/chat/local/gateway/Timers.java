package chat.local.gateway;

import java.time.Duration;
import java.time.InstantSource;

/// Time, as the gateway needs it: what it is now, and being called later.
public interface Timers extends InstantSource {
    /// Runs a task once, on a thread of its own, after the delay.
    void after(Duration delay, Runnable task);
}
