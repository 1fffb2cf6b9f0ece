package chat.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Timers whose clock is advanced by the test.
final class ManualTimers implements Timers {
    static final Instant START = Instant.parse("2026-02-09T18:11:43Z");

    private final List<Task> waiting = new ArrayList<>();
    private Instant now = START;

    private record Task(Instant due, Runnable run) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        waiting.add(new Task(now.plus(delay), task));
    }

    /// Advances the clock and runs the tasks that become due, in order.
    synchronized void advance(Duration time) {
        Instant end = now.plus(time);
        while (true) {
            var next =
                    waiting.stream()
                            .min(Comparator.comparing(Task::due))
                            .filter(task -> !task.due().isAfter(end));
            if (next.isEmpty()) {
                break;
            }
            waiting.remove(next.get());
            now = next.get().due();
            next.get().run().run();
        }
        now = end;
    }
}
