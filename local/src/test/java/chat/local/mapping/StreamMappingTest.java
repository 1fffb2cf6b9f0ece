package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chat.local.data.Rollover;
import chat.local.data.TestBackend;
import chat.local.data.TestStack;
import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;
import chat.local.template.Stack;
import chat.local.template.TestAssembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A stream mapping with a running backend, from the template to the function.
final class StreamMappingTest {
    final RecordedBatches listener = new RecordedBatches();
    @TempDir Path directory;
    TestAssembly assembly;
    int puts;

    @BeforeEach
    void writeAssembly() throws Exception {
        assembly = TestAssembly.in(Files.createDirectory(directory.resolve("assembly")));
        assembly.edit("OrdersToWorker", p -> p.put("MaximumBatchingWindowInSeconds", 0));
    }

    @Test
    void theFunctionReceivesOnlyTheInserts() throws Exception {
        var worker = RecordingInvoker.succeeding();
        run(
                worker,
                client -> {
                    put(client, "ann", 1);
                    put(client, "ann", 1);
                    put(client, "ben", 1);

                    assertThat(worker.nextRecords(2))
                            .extracting(r -> r.path("eventName").asText())
                            .containsOnly("INSERT");
                });
        assertThat(worker.rest()).isEmpty();
    }

    @Test
    void theEventMatchesLambdas() throws Exception {
        var worker = RecordingInvoker.succeeding();
        run(
                worker,
                client -> {
                    put(client, "ann", 1);

                    JsonNode change = worker.nextRecords(1).getFirst();
                    assertThat(change.path("eventSource").asText()).isEqualTo("aws:dynamodb");
                    assertThat(change.path("awsRegion").asText()).isEqualTo("us-east-1");
                    assertThat(change.path("eventVersion").asText()).isEqualTo("1.1");
                    assertThat(change.path("eventID").asText()).isNotEmpty();
                    assertThat(change.path("eventSourceARN").asText())
                            .startsWith(
                                    "arn:aws:dynamodb:us-east-1:000000000000:table/Orders/stream/");
                    JsonNode stream = change.path("dynamodb");
                    assertThat(stream.path("Keys"))
                            .isEqualTo(json("{'number':{'N':'1'},'customer':{'S':'ann'}}"));
                    assertThat(stream.at("/NewImage/customer/S").asText()).isEqualTo("ann");
                    assertThat(stream.has("OldImage")).isFalse();
                    assertThat(stream.path("StreamViewType").asText())
                            .isEqualTo("NEW_AND_OLD_IMAGES");
                    assertThat(stream.path("SequenceNumber").asText()).matches("\\d{21,}");
                    assertThat(stream.path("SizeBytes").asInt()).isPositive();
                    assertThat(stream.path("ApproximateCreationDateTime").asLong())
                            .isCloseTo(Instant.now().getEpochSecond(), within(60L));
                });
    }

    @Test
    void changesOfAnItemStayInOrderWithEveryParallelizationFactor() throws Exception {
        assembly.edit(
                "OrdersToWorker",
                p -> {
                    p.remove("FilterCriteria");
                    p.put("ParallelizationFactor", 4).put("BatchSize", 1);
                });
        Set<String> running = ConcurrentHashMap.newKeySet();
        var overlapped = new CountDownLatch(1);
        var worker =
                RecordingInvoker.answering(
                        event -> {
                            String customer = customer(event.at("/Records/0"));
                            if (!running.add(customer)) {
                                overlapped.countDown();
                            }
                            var _ = awaited(overlapped, Duration.ofMillis(5));
                            running.remove(customer);
                            return new InvocationResult.Returned("null");
                        });
        run(
                worker,
                client -> {
                    for (int i = 0; i < 40; i++) {
                        put(client, "customer" + i % 4, 1);
                    }
                    List<JsonNode> changes = worker.nextRecords(40);
                    for (int i = 0; i < 4; i++) {
                        String customer = "customer" + i;
                        assertThat(changes)
                                .filteredOn(change -> customer(change).equals(customer))
                                .extracting(c -> c.at("/dynamodb/SequenceNumber").asText())
                                .hasSize(10)
                                .isSorted();
                    }
                });
        assertThat(overlapped.getCount()).as("no item was processed twice at once").isOne();
    }

    @Test
    void theFunctionIsInvokedWithoutWaitingForAPoll() throws Exception {
        var worker = RecordingInvoker.succeeding();
        run(
                worker,
                client -> {
                    long start = System.nanoTime();
                    for (int i = 0; i < 20; i++) {
                        put(client, "customer" + i, 1);
                        worker.next();
                    }

                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .as("a poll between each two would take 20 times 250 ms")
                            .isLessThan(Duration.ofMillis(18 * 250));
                });
    }

    @Test
    void aFailedRecordGoesToTheFailureQueueAndTheOthersContinue() throws Exception {
        assembly.edit("OrdersToWorker", p -> p.put("MaximumRetryAttempts", 1));
        var worker =
                RecordingInvoker.answering(
                        event ->
                                event.toString().contains("\"ben\"")
                                        ? new InvocationResult.Failed("Poison", "no")
                                        : new InvocationResult.Returned("null"));
        try (TestBackend backend = TestBackend.start();
                DynamoDbClient client = TestStack.dynamoDb(backend);
                var _ = start(backend, worker)) {
            put(client, "ann", 1);
            put(client, "ben", 1);
            put(client, "cid", 1);

            var failures = backend.backend().queues().queue("shop-failures");
            var received = failures.receive(1, Duration.ofMinutes(1), Duration.ofSeconds(60));
            JsonNode message = json(received.getFirst().message().body());
            assertThat(message.at("/requestContext/condition").asText())
                    .isEqualTo("RetryAttemptsExhausted");
            assertThat(message.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
            assertThat(message.toString()).doesNotContain("ben");
        }
        String seen = worker.rest().toString();
        assertThat(seen).contains("\"ann\"", "\"cid\"");
        assertThat(listener.batches).contains("discarded 1: RetryAttemptsExhausted");
    }

    @Test
    void aMappingResumesAtItsPositionAfterARestart() throws Exception {
        Path data = directory.resolve("data");
        var worker = RecordingInvoker.succeeding();
        try (TestBackend backend = TestBackend.start(Optional.of(data), (_, _, _, _) -> {});
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            try (var _ = start(backend, worker)) {
                put(client, "ann", 1);
                assertThat(worker.nextRecords(1)).hasSize(1);
            }
            put(client, "ben", 1);
        }

        try (TestBackend backend = TestBackend.start(Optional.of(data), (_, _, _, _) -> {});
                var _ = start(backend, worker)) {
            JsonNode change = worker.nextRecords(1).getFirst();

            assertThat(change.at("/dynamodb/Keys/customer/S").asText()).isEqualTo("ben");
        }
        assertThat(worker.rest()).isEmpty();
    }

    @Test
    void fromTrimHorizonItStartsWithTheOldestRecord() throws Exception {
        var worker = RecordingInvoker.succeeding();
        startLate(
                worker,
                "TRIM_HORIZON",
                client -> {
                    put(client, "late", 1);

                    assertThat(worker.nextRecords(2))
                            .extracting(StreamMappingTest::customer)
                            .containsExactly("early", "late");
                });
    }

    @Test
    void fromLatestItStartsWithTheFirstNewRecord() throws Exception {
        var worker = RecordingInvoker.succeeding();
        startLate(
                worker,
                "LATEST",
                client -> {
                    for (int i = 0; i < 500 && worker.isEmpty(); i++) {
                        put(client, "late", i); // Until the mapping has found its position.
                    }

                    assertThat(customer(worker.nextRecords(1).getFirst())).isEqualTo("late");
                });
        assertThat(worker.rest().toString()).doesNotContain("early");
    }

    @Test
    void withFactorOneTheBatchesOfAShardRunInOrderOneAtATime() throws Exception {
        assembly.edit("OrdersToWorker", p -> p.put("ParallelizationFactor", 1));
        var running = new AtomicInteger();
        var overlapped = new CountDownLatch(1);
        var worker =
                RecordingInvoker.answering(
                        _ -> {
                            if (running.incrementAndGet() > 1) {
                                overlapped.countDown();
                            }
                            var _ = awaited(overlapped, Duration.ofMillis(5));
                            running.decrementAndGet();
                            return new InvocationResult.Returned("null");
                        });
        run(
                worker,
                client -> {
                    for (int i = 0; i < 50; i++) {
                        put(client, "customer" + i, 1);
                    }

                    assertThat(worker.nextRecords(50))
                            .extracting(c -> c.at("/dynamodb/SequenceNumber").asText())
                            .hasSize(50)
                            .isSorted();
                });
        assertThat(overlapped.getCount()).as("none overlapped").isOne();
    }

    @Test
    void theParallelizationFactorIsTheNumberOfConcurrentBatches() throws Exception {
        assembly.edit("OrdersToWorker", p -> p.put("ParallelizationFactor", 3));
        var three = new CountDownLatch(3);
        var worker =
                RecordingInvoker.answering(
                        _ -> {
                            three.countDown();
                            return awaited(three, Duration.ofSeconds(60))
                                    ? new InvocationResult.Returned("null")
                                    : new InvocationResult.Failed("Alone", "");
                        });
        run(
                worker,
                client -> {
                    for (int i = 0; i < 30; i++) {
                        put(client, "customer" + i, 1);
                    }

                    assertThat(three.await(60, TimeUnit.SECONDS)).isTrue();
                });
    }

    @Test
    void aChildShardWaitsForItsParent() throws Exception {
        var began = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        var worker =
                RecordingInvoker.answering(
                        event -> {
                            if (event.toString().contains("\"ann\"")) {
                                began.countDown();
                                var _ = awaited(overtaken, Duration.ofMillis(400));
                            } else {
                                overtaken.countDown();
                            }
                            return new InvocationResult.Returned("null");
                        });
        try (TestBackend backend = TestBackend.start();
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            backend.backend().create(assembly.load(TestStack.endpoints(backend)));
            put(client, "ann", 1);
            Rollover.trigger(backend.backend());
            put(client, "ben", 1);
            try (var _ = start(backend, worker)) {
                assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();

                assertThat(worker.nextRecords(2))
                        .extracting(StreamMappingTest::customer)
                        .containsExactly("ann", "ben");
            }
        }
    }

    private static boolean awaited(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String customer(JsonNode change) {
        return change.at("/dynamodb/Keys/customer/S").asText();
    }

    @Test
    void aClosedShardIsFollowedByItsChild() throws Exception {
        var worker = RecordingInvoker.succeeding();
        try (TestBackend backend = TestBackend.start();
                DynamoDbClient client = TestStack.dynamoDb(backend);
                var _ = start(backend, worker)) {
            put(client, "ann", 1);
            put(client, "ann", 1); // A change that the filter skips completes the shard, too.
            Rollover.trigger(backend.backend());
            put(client, "ben", 1);

            assertThat(worker.nextRecords(2))
                    .extracting(c -> c.at("/dynamodb/Keys/customer/S").asText())
                    .containsExactly("ann", "ben");
        }
    }

    @Test
    void anExpiredItemIsRemovedByDynamoDb() throws Exception {
        assembly.edit("OrdersToWorker", p -> p.remove("FilterCriteria"));
        var worker = RecordingInvoker.succeeding();
        run(
                worker,
                client -> {
                    long past = Instant.now().minusSeconds(5).getEpochSecond();
                    client.putItem(
                            put ->
                                    put.tableName("Orders")
                                            .item(
                                                    Map.of(
                                                            "customer", AttributeValue.fromS("ann"),
                                                            "number", AttributeValue.fromN("1"),
                                                            "day", AttributeValue.fromS("monday"),
                                                            "expiresAt",
                                                                    AttributeValue.fromN(
                                                                            "" + past))));

                    JsonNode removal = worker.nextRecords(2).getLast();
                    assertThat(removal.path("eventName").asText()).isEqualTo("REMOVE");
                    assertThat(removal.path("userIdentity"))
                            .isEqualTo(
                                    json(
                                            "{'type':'Service','principalId':'dynamodb.amazonaws.com'}"));
                    assertThat(removal.at("/dynamodb/OldImage/day/S").asText()).isEqualTo("monday");
                });
    }

    @Test
    void anExpiredItemWithoutTheKeyOfAnIndexIsRemovedAndDoesNotBlockOthers() throws Exception {
        assembly.edit("OrdersToWorker", p -> p.remove("FilterCriteria"));
        var worker = RecordingInvoker.succeeding();
        run(
                worker,
                client -> {
                    var past = AttributeValue.fromN("" + (Instant.now().getEpochSecond() - 5));
                    for (String customer : List.of("ann", "ben")) {
                        var item = new HashMap<String, AttributeValue>();
                        item.put("customer", AttributeValue.fromS(customer));
                        item.put("number", AttributeValue.fromN("1"));
                        item.put("expiresAt", past);
                        client.putItem(put -> put.tableName("Orders").item(item));
                        item.put("number", AttributeValue.fromN("2"));
                        item.put("day", AttributeValue.fromS("monday"));
                        client.putItem(put -> put.tableName("Orders").item(item));
                    }

                    assertThat(worker.nextRecords(8))
                            .filteredOn(record -> record.has("userIdentity"))
                            .extracting(r -> r.path("eventName").asText() + " " + customer(r))
                            .containsExactlyInAnyOrder(
                                    "REMOVE ann", "REMOVE ann", "REMOVE ben", "REMOVE ben");
                });
    }

    private interface Scenario {
        void play(DynamoDbClient client) throws Exception;
    }

    private void run(Invoker worker, Scenario scenario) throws Exception {
        try (TestBackend backend = TestBackend.start();
                DynamoDbClient client = TestStack.dynamoDb(backend);
                var _ = start(backend, worker)) {
            scenario.play(client);
        }
    }

    /// Starts the mapping after the first change.
    private void startLate(Invoker worker, String position, Scenario scenario) throws Exception {
        assembly.edit("OrdersToWorker", p -> p.put("StartingPosition", position));
        try (TestBackend backend = TestBackend.start();
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            backend.backend().create(assembly.load(TestStack.endpoints(backend)));
            put(client, "early", 1);
            try (var _ = start(backend, worker)) {
                scenario.play(client);
            }
        }
    }

    private EventSources start(TestBackend backend, Invoker worker) {
        Stack stack = assembly.load(TestStack.endpoints(backend));
        backend.backend().create(stack);
        return EventSources.start(
                TestStack.withMappings(stack, "OrdersToWorker"),
                backend.backend(),
                new MappedFunctions(worker, listener),
                InstantSource.system());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    /// Puts an item that differs from every other, because a put that changes nothing creates no
    /// record.
    private void put(DynamoDbClient client, String customer, int number) {
        puts++;
        client.putItem(
                put ->
                        put.tableName("Orders")
                                .item(
                                        Map.of(
                                                "customer", AttributeValue.fromS(customer),
                                                "number",
                                                        AttributeValue.fromN(
                                                                Integer.toString(number)),
                                                "puts",
                                                        AttributeValue.fromN(
                                                                Integer.toString(puts)))));
    }
}
