package chat.local.dev;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// The durations of the last 1,024 calls. Adding one needs no lock and no memory; the reader sorts
/// them.
final class Latencies {
    private static final int KEPT = 1024;

    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private final AtomicLong added = new AtomicLong();

    void add(Duration took) {
        nanos.set((int) (added.getAndIncrement() % KEPT), took.toNanos());
    }

    /// Percentiles in milliseconds; 0 before the first call.
    record Percentiles(double p50, double p99) {}

    Percentiles percentiles() {
        int count = (int) Math.min(added.get(), KEPT);
        long[] sorted = new long[count];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 0.50), at(sorted, 0.99));
    }

    /// The nearest rank: the smallest value that is at least as large as the given share of all
    /// values.
    private static double at(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        long nanos = sorted[(int) Math.ceil(share * sorted.length) - 1];
        return Math.round(nanos / 1e3) / 1e3; // Three digits; the rest is noise.
    }
}
