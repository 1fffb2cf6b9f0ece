package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.queue.TestClock;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.TableStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How changes are grouped into batches: by number, time and size.
final class ShardWorkerTest {
    static final int MEBIBYTE = 1024 * 1024;
    static final Duration AT_ONCE = Duration.ZERO;

    final Workers workers = new Workers();
    final RecordingInvoker function =
            RecordingInvoker.answering(_ -> new InvocationResult.Returned("null"));

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void aBatchHasAtMostTheBatchSizeInOrder() throws Exception {
        ShardWorker worker = worker(3, AT_ONCE);
        for (int i = 1; i <= 7; i++) {
            worker.add(change("" + i, 10));
        }

        assertThat(batches(worker, 3)).containsExactly("1,2,3", "4,5,6", "7");
    }

    @Test
    void withoutAWindowASingleChangeIsDeliveredAtOnce() throws Exception {
        ShardWorker worker = worker(3, AT_ONCE);
        worker.add(change("1", 10));

        assertThat(batches(worker, 1)).containsExactly("1");
    }

    @Test
    void aBatchThatIsNotFullWaitsForTheBatchingWindow() throws Exception {
        var window = Duration.ofMillis(300);
        ShardWorker worker = worker(3, window);
        worker.add(change("1", 10));
        long start = System.nanoTime();

        assertThat(batches(worker, 1)).containsExactly("1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(window);
    }

    @Test
    void aFullBatchDoesNotWaitForTheBatchingWindow() throws Exception {
        ShardWorker worker = worker(2, Duration.ofMinutes(5));
        worker.add(change("1", 10));
        worker.add(change("2", 10));

        assertThat(batches(worker, 1)).containsExactly("1,2");
    }

    @Test
    void aBatchHasAtMostSixMebibytes() throws Exception {
        ShardWorker worker = worker(10, AT_ONCE);
        worker.add(change("1", 4 * MEBIBYTE));
        worker.add(change("2", 4 * MEBIBYTE));
        worker.add(change("3", MEBIBYTE));

        assertThat(batches(worker, 2)).containsExactly("1", "2,3");
    }

    private ShardWorker worker(int batchSize, Duration window) {
        return new ShardWorker(mapping(batchSize, window), workers.closing());
    }

    /// Runs the worker until it has processed this many batches.
    private List<String> batches(ShardWorker worker, int count) throws InterruptedException {
        var outcomes =
                new BatchRunner.Outcomes() {
                    @Override
                    public void ended(List<Change> changes) {}

                    @Override
                    public void discarded(Discard discard) {}
                };
        var mapping = mapping(1, AT_ONCE);
        var clock = new TestClock();
        var runner =
                new BatchRunner(
                        mapping,
                        new MappedFunctions(function, new RecordedBatches()),
                        clock,
                        workers.closing(),
                        outcomes);
        workers.start("worker", () -> worker.work(runner));
        var batches = new ArrayList<String>();
        while (batches.size() < count) {
            batches.add(names(function.next()));
        }
        return batches;
    }

    private static String names(JsonNode event) {
        return String.join(",", event.path("Records").findValuesAsText("name"));
    }

    private static Change change(String name, int bytes) {
        var json = JsonNodeFactory.instance.objectNode().put("name", name);
        return new Change(name, name, TestClock.START, json, bytes);
    }

    private static EventSourceMapping mapping(int batchSize, Duration window) {
        return new EventSourceMapping(
                "M",
                "Worker",
                new TableStream("T", "TRIM_HORIZON"),
                batchSize,
                window,
                List.of(),
                false,
                0,
                Optional.empty(),
                false,
                1,
                Optional.empty());
    }
}
