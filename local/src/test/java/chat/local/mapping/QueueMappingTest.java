package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.queue.MessageQueue;
import chat.local.queue.NewMessage;
import chat.local.queue.Queues;
import chat.local.queue.TestClock;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.Queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

final class QueueMappingTest {
    static final Duration VISIBILITY = Duration.ofSeconds(30);
    private static final int BATCHES_MAX = 1_000;

    final TestClock clock = new TestClock();
    final RecordedBatches listener = new RecordedBatches();
    MessageQueue queue;

    @BeforeEach
    void makeQueue() {
        var queues = new Queues(clock);
        queues.create(
                new Queue(
                        "q.fifo",
                        true,
                        true,
                        Duration.ZERO,
                        VISIBILITY,
                        Duration.ofDays(4),
                        Optional.empty()));
        queue = queues.queue("q.fifo");
    }

    @Test
    void theEventMatchesLambdas() throws Exception {
        var worker = RecordingInvoker.succeeding();
        send("g", "hello");

        run(worker);

        JsonNode message = worker.nextRecords(1).getFirst();
        assertThat(message.path("body").asText()).isEqualTo("hello");
        assertThat(message.path("md5OfBody").asText())
                .isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(message.path("eventSourceARN").asText())
                .isEqualTo("arn:aws:sqs:us-east-1:000000000000:q.fifo");
        assertThat(message.at("/attributes/MessageGroupId").asText()).isEqualTo("g");
        assertThat(message.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(message.at("/attributes/SentTimestamp").asText())
                .isEqualTo(Long.toString(TestClock.START.toEpochMilli()));
        assertThat(message.path("messageId").asText()).isNotEmpty();
        assertThat(message.path("receiptHandle").asText()).isNotEmpty();
        assertThat(message.path("messageAttributes").isObject()).isTrue();
    }

    @Test
    void processedMessagesAreDeleted() throws Exception {
        send("g", "1");
        send("g", "2");

        run(RecordingInvoker.succeeding());

        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 0));
    }

    @Test
    void onlyFailedMessagesReturnWhenTheirVisibilityTimeoutEnds() throws Exception {
        send("g", "1");
        send("h", "2");
        var worker =
                RecordingInvoker.answering(
                        event -> {
                            var answer = JsonNodeFactory.instance.objectNode();
                            var failures = answer.putArray("batchItemFailures");
                            for (JsonNode message : event.path("Records")) {
                                if (message.path("body").asText().equals("2")) {
                                    failures.addObject()
                                            .set("itemIdentifier", message.path("messageId"));
                                }
                            }
                            return new InvocationResult.Returned(answer.toString());
                        });

        run(worker);

        clock.advance(VISIBILITY.minusMillis(1));
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 1, 0));
        clock.advance(Duration.ofMillis(1));
        assertThat(queue.receive(10, VISIBILITY))
                .extracting(received -> received.message().body())
                .containsExactly("2");
    }

    @Test
    void aFailedInvocationKeepsTheWholeBatchInTheQueue() throws Exception {
        send("g", "1");
        send("g", "2");

        run(RecordingInvoker.answering(_ -> new InvocationResult.TimedOut()));

        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 2, 0));
        assertThat(listener.batches).containsExactly("2 of 2 failed");
    }

    @Test
    void aBatchWithAMessageThatFailedBeforeIsReportedAsARetry() throws Exception {
        send("g", "1");
        run(RecordingInvoker.answering(_ -> new InvocationResult.TimedOut()));
        clock.advance(VISIBILITY);

        run(RecordingInvoker.succeeding());

        assertThat(listener.batches).containsExactly("1 of 1 failed", "0 of 1 failed again");
    }

    @Test
    void messagesOfAGroupAreDeliveredInOrderAcrossPollers() throws Exception {
        var worker = RecordingInvoker.succeeding();
        for (int i = 10; i < 60; i++) {
            send("g", Integer.toString(i));
        }

        run(worker);

        List<JsonNode> messages = worker.nextRecords(50);
        assertThat(messages).extracting(message -> message.path("body").asText()).isSorted();
    }

    @Test
    void aBatchHasAtMostTheBatchSize() throws Exception {
        var worker = RecordingInvoker.succeeding();
        for (int i = 1; i <= 7; i++) {
            send("g", "" + i);
        }

        run(worker, mapping(3, Duration.ZERO));

        assertThat(worker.rest())
                .extracting(event -> event.path("Records").size())
                .containsExactly(3, 3, 1);
    }

    @Test
    void aBatchMayCombineSeveralReceivesWithinTheBatchingWindow() throws Exception {
        var release = new CountDownLatch(1);
        var busy = new Semaphore(0);
        var worker =
                RecordingInvoker.answering(
                        event -> {
                            if (event.toString().contains("busy")) {
                                busy.release();
                                return returnedAfter(release);
                            }
                            return new InvocationResult.Returned("null");
                        });
        try (var workers = new Workers()) {
            new QueueMapping(
                            mapping(25, Duration.ofMillis(100)),
                            queue,
                            new MappedFunctions(worker, listener),
                            workers)
                    .start();
            for (int i = 1; i <= 4; i++) {
                send("busy" + i, "busy" + i);
                assertThat(busy.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            }
            for (int i = 1; i <= 25; i++) {
                send("g" + i, "" + i); // For the poller that is not busy.
            }

            assertThat(worker.next().path("Records")).hasSizeGreaterThan(10);
            release.countDown();
        }
    }

    @Test
    void aBatchThatIsNotFullWaitsForTheBatchingWindow() throws Exception {
        var window = Duration.ofMillis(300);
        var worker = RecordingInvoker.succeeding();
        send("g", "1");
        long start = System.nanoTime();

        try (var workers = new Workers()) {
            new QueueMapping(
                            mapping(3, window),
                            queue,
                            new MappedFunctions(worker, listener),
                            workers)
                    .start();
            worker.next();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(window);
    }

    @Test
    void messagesThatMatchNoFilterAreDeletedWithoutAnInvocation() throws Exception {
        var worker = RecordingInvoker.succeeding();
        send("g", "{\"kind\":\"a\"}");
        send("h", "{\"kind\":\"b\"}");
        send("i", "no JSON");

        run(worker, mapping(10, Duration.ZERO, "{\"body\":{\"kind\":[\"a\"]}}"));

        assertThat(worker.nextRecords(1))
                .extracting(message -> message.path("body").asText())
                .containsExactly("{\"kind\":\"a\"}");
        assertThat(worker.rest()).isEmpty();
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 0));
    }

    @Test
    void messageAttributesAreWrittenLikeLambdas() throws Exception {
        var worker = RecordingInvoker.succeeding();
        var attributes = JsonNodeFactory.instance.objectNode();
        attributes.putObject("text").put("DataType", "String").put("StringValue", "x");
        attributes.putObject("bytes").put("DataType", "Binary").put("BinaryValue", "eA==");
        queue.send(
                new NewMessage(
                        "body", attributes, Optional.of("g"), Optional.empty(), Optional.empty()));

        run(worker);

        assertThat(worker.nextRecords(1).getFirst().path("messageAttributes"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"text":{"stringValue":"x","stringListValues":[],
                                          "binaryListValues":[],"dataType":"String"},
                                         "bytes":{"binaryValue":"eA==","stringListValues":[],
                                          "binaryListValues":[],"dataType":"Binary"}}\
                                        """));
    }

    @Test
    void fivePollersProcessOneBatchEach() throws Exception {
        assertBatchesAtOnce(BATCHES_MAX, 5);
    }

    @Test
    void noMoreBatchesRunAtOnceThanTheScalingConfigAllows() throws Exception {
        assertBatchesAtOnce(2, 2);
    }

    private void assertBatchesAtOnce(int batchesMax, int expected) throws Exception {
        for (int i = 1; i <= 6; i++) {
            send("g" + i, "" + i);
        }
        var running = new CountDownLatch(expected);
        var release = new CountDownLatch(1);
        var worker =
                RecordingInvoker.answering(
                        _ -> {
                            running.countDown();
                            return returnedAfter(release);
                        });
        try (var workers = new Workers()) {
            new QueueMapping(
                            mapping(1, Duration.ZERO, batchesMax),
                            queue,
                            new MappedFunctions(worker, listener),
                            workers)
                    .start();

            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(queue.counts())
                    .isEqualTo(new MessageQueue.Counts(6 - expected, expected, 0));
            release.countDown();
        }
    }

    private static InvocationResult returnedAfter(CountDownLatch release) {
        try {
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
            return new InvocationResult.Returned("null");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InvocationResult.Failed("InterruptedException", "");
        }
    }

    private static EventSourceMapping mapping(int batchSize, Duration window, String... filters)
            throws JsonProcessingException {
        return mapping(batchSize, window, BATCHES_MAX, filters);
    }

    private static EventSourceMapping mapping(
            int batchSize, Duration window, int batchesMax, String... filters)
            throws JsonProcessingException {
        var patterns = new ArrayList<JsonNode>();
        for (String filter : filters) {
            patterns.add(new ObjectMapper().readTree(filter));
        }
        return new EventSourceMapping(
                "M",
                "Worker",
                new QueueSource("q.fifo", batchesMax),
                batchSize,
                window,
                patterns,
                false,
                -1,
                Optional.empty(),
                true,
                1,
                Optional.empty());
    }

    private void run(RecordingInvoker worker) throws Exception {
        run(worker, mapping(10, Duration.ZERO));
    }

    /// Runs the mapping until the queue has no visible message.
    private void run(RecordingInvoker worker, EventSourceMapping mapping)
            throws InterruptedException {
        try (var workers = new Workers()) {
            var functions = new MappedFunctions(worker, listener);
            new QueueMapping(mapping, queue, functions, workers).start();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (queue.counts().visible() > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    private void send(String group, String body) {
        queue.send(
                new NewMessage(
                        body,
                        JsonNodeFactory.instance.objectNode(),
                        Optional.of(group),
                        Optional.empty(),
                        Optional.empty()));
    }
}
