package chat.local.mapping;

import chat.local.template.EventSourceMapping;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Processes changes of a shard, one batch at a time.
final class ShardWorker {
    private static final int EVENT_BYTES_MAX = 6 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final BlockingQueue<Change> waiting;
    private final EventSourceMapping mapping;
    private final Closing closing;

    /// The change that did not fit into the last batch.
    private @Nullable Change held;

    ShardWorker(EventSourceMapping mapping, Closing closing) {
        this.mapping = mapping;
        this.closing = closing;
        this.waiting = new ArrayBlockingQueue<>(Math.max(1000, 2 * mapping.batchSize()));
    }

    Closing closing() {
        return closing;
    }

    /// Adds a change; waits while the buffer is full.
    void add(Change change) throws InterruptedException {
        while (!closing.hasBegun()
                && !waiting.offer(change, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {}
    }

    /// Processes batches until closing begins.
    void work(BatchRunner runner) throws InterruptedException {
        while (!closing.hasBegun()) {
            List<Change> batch = batch();
            if (!batch.isEmpty()) {
                runner.run(batch);
            }
        }
    }

    /// The next batch: the changes that are available, or arrive within the batching window.
    private List<Change> batch() throws InterruptedException {
        var batch = new ArrayList<Change>();
        Change first =
                held != null ? held : waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        held = null;
        if (first == null) {
            return batch;
        }
        batch.add(first);
        long bytes = first.bytes();
        long end = System.nanoTime() + mapping.batchingWindow().toNanos();
        while (batch.size() < mapping.batchSize()) {
            Change next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return batch;
            }
            bytes += next.bytes();
            if (bytes > EVENT_BYTES_MAX) {
                held = next;
                return batch;
            }
            batch.add(next);
        }
        return batch;
    }
}
