package chat.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/// Virtual time, and everything that is still to happen in it. Nothing happens by itself: what is
/// due next runs next, on the calling thread.
final class Loop {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long scheduled;

    /// Two events of the same time happen in the order in which they were scheduled.
    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /// Microseconds since the start.
    long now() {
        return now;
    }

    /// Lets something happen.
    ///
    /// @param micros from now
    void after(long micros, Runnable what) {
        events.add(new Event(now + micros, scheduled++, what));
    }

    /// Lets something happen.
    void after(Duration delay, Runnable what) {
        after(micros(delay), what);
    }

    /// Lets everything happen that is due within a time, which then is over.
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
            next.what.run();
        }
    }

    /// How many events there have been and will be: a measure of what happened.
    long scheduled() {
        return scheduled;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
