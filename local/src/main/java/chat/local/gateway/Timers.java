package chat.local.gateway;

import java.time.Duration;
import java.time.InstantSource;

/// The gateway's clock and scheduler.
public interface Timers extends InstantSource {
    /// Runs a task once after the delay, on its own thread.
    void after(Duration delay, Runnable task);
}
