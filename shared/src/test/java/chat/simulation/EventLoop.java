package chat.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/// Virtual time and the events scheduled in it. The next event due runs on the calling thread.
final class EventLoop {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long scheduled;

    /// Events of the same time run in the order in which they were scheduled.
    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /// Microseconds since the start.
    long now() {
        return now;
    }

    /// Schedules an action.
    ///
    /// @param micros from now
    void after(long micros, Runnable action) {
        events.add(new Event(now + micros, scheduled++, action));
    }

    /// Schedules an action.
    void after(Duration delay, Runnable action) {
        after(micros(delay), action);
    }

    /// Runs every event due within a duration, then advances the time to its end.
    void run(Duration time) {
        long end = now + micros(time);
        while (true) {
            Event next = events.peek();
            if (next == null || next.at > end) {
                now = end;
                return;
            }
            events.poll();
            now = next.at;
            next.action.run();
        }
    }

    /// The number of events scheduled so far: a measure of the amount of activity.
    long scheduled() {
        return scheduled;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
