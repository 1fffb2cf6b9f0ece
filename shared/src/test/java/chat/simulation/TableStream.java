package chat.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The stream of a table and its event source mapping: delivers records at least once, in batches
/// that are delayed, split, and retried from the lowest failed record.
final class TableStream<R> {
    private static final int BATCH_MAX = 10;
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final Duration LATE = Duration.ofSeconds(40);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SimulatedSystem system;
    private final int retriesMax;
    private final Duration ageMax;
    private final Mapped<R> function;
    private final List<R> waiting = new ArrayList<>();
    private final List<R> failures = new ArrayList<>();

    /// A function that processes batches.
    @FunctionalInterface
    interface Mapped<R> {
        /// @param then receives the records to retry; empty if the function failed
        void take(List<R> batch, Consumer<Optional<List<R>>> then);
    }

    private record Batch<R>(List<R> records, int attempt, long since) {
        Batch<R> of(List<R> some) {
            return new Batch<>(List.copyOf(some), attempt, since);
        }

        Batch<R> again() {
            return new Batch<>(records, attempt + 1, since);
        }
    }

    /// @param retriesMax the number of times a batch is retried
    /// @param ageMax how long a batch is retried
    TableStream(SimulatedSystem system, int retriesMax, Duration ageMax, Mapped<R> function) {
        this.system = system;
        this.retriesMax = retriesMax;
        this.ageMax = ageMax;
        this.function = function;
    }

    /// Adds a record of a changed row.
    void add(R record) {
        waiting.add(record);
        Duration delay = system.injects(Fault.BATCH_LATE) ? LATE : DELAY;
        system.loop().after(system.random().around(delay), this::poll);
    }

    private void poll() {
        if (waiting.isEmpty()) {
            return;
        }
        var some = waiting.subList(0, Math.min(BATCH_MAX, waiting.size()));
        var batch = new Batch<>(List.copyOf(some), 0, system.loop().now());
        some.clear();
        if (system.injects(Fault.BATCH_TWICE)) {
            system.loop().after(system.random().around(LATE), () -> invoke(batch));
        }
        if (system.injects(Fault.BATCH_SPLIT)) {
            split(batch);
        } else {
            invoke(batch);
        }
    }

    private void invoke(Batch<R> batch) {
        if (!batch.records().isEmpty()) {
            function.take(batch.records(), failed -> ended(batch, failed));
        }
    }

    private void ended(Batch<R> batch, Optional<List<R>> failed) {
        if (failed.isEmpty()) {
            retry(batch);
        } else if (!failed.get().isEmpty() && !system.alteration().ignoresPartialFailures()) {
            int lowest = batch.records().indexOf(failed.get().getFirst());
            retry(batch.of(batch.records().subList(lowest, batch.records().size())));
        }
    }

    private void retry(Batch<R> batch) {
        boolean tooOld = system.loop().now() - batch.since() > EventLoop.micros(ageMax);
        if (tooOld || batch.attempt() >= retriesMax) {
            system.trace("stream", () -> "gives up " + batch.records().size());
            failures.addAll(batch.records());
            return;
        }
        system.loop().after(system.random().around(RETRY), () -> split(batch.again()));
    }

    private void split(Batch<R> batch) {
        int middle = batch.records().size() / 2;
        invoke(batch.of(batch.records().subList(0, middle)));
        invoke(batch.of(batch.records().subList(middle, batch.records().size())));
    }

    /// Whether such a record went to the failure queue.
    boolean gaveUp(Predicate<R> which) {
        return failures.stream().anyMatch(which);
    }
}
