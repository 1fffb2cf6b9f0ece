package chat.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Timers based on the system clock. Tasks run on virtual threads, so that none delays another.
public final class SystemTimers implements Timers, AutoCloseable {
    private final ScheduledThreadPoolExecutor scheduler;

    /// Starts the thread that waits for the next task.
    public SystemTimers() {
        scheduler =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("gateway-timers").factory());
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        var _ =
                scheduler.schedule(
                        () -> Thread.ofVirtual().start(task),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Discards the tasks that have not started.
    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
