package chat.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.Stack;
import chat.local.template.Table;
import chat.local.template.TestAssembly;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

final class BackendTest {
    @TempDir Path directory;
    final List<Consumed> consumed = new CopyOnWriteArrayList<>();

    record Consumed(String table, String caller, double read, double write) {}

    @Test
    void aTableThatDynamoDbRefusesIsAnErrorThatNamesItsResource() {
        try (TestBackend backend = start(Optional.empty())) {
            TestAssembly assembly = TestAssembly.in(assembly());
            assembly.edit("Orders", orders -> orders.putArray("AttributeDefinitions"));
            Stack stack = assembly.load(TestStack.endpoints(backend));

            assertThatThrownBy(() -> backend.backend().create(stack))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Resource Orders: DynamoDB refuses the table Orders: ");
        }
    }

    @Test
    void everyRequestIsMeteredForItsCaller() {
        try (TestBackend backend = start(Optional.empty());
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly(), backend);

            client.putItem(order("ann", 1, "x".repeat(1500)).build());
            client.getItem(get -> get.tableName("Orders").key(key("ann", 1)).consistentRead(true));
            client.query(
                    query ->
                            query.tableName("Orders")
                                    .keyConditionExpression("customer = :c")
                                    .expressionAttributeValues(
                                            Map.of(":c", AttributeValue.fromS("ann"))));
            client.updateItem(
                    update ->
                            update.tableName("Orders")
                                    .key(key("ann", 1))
                                    .updateExpression("SET #d = :d")
                                    .expressionAttributeNames(Map.of("#d", "day"))
                                    .expressionAttributeValues(
                                            Map.of(":d", AttributeValue.fromS("monday"))));
            client.deleteItem(delete -> delete.tableName("Orders").key(key("ben", 1)));
        }

        assertThat(consumed)
                .containsExactly(
                        new Consumed("Orders", "LOCALWorker", 0, 2),
                        new Consumed("Orders", "LOCALWorker", 1, 0),
                        new Consumed("Orders", "LOCALWorker", 0.5, 0),
                        new Consumed("Orders", "LOCALWorker", 0, 3),
                        new Consumed("Orders", "LOCALWorker", 0, 1));
    }

    @Test
    void capacityThatDynamoDbLocalUndercountsIsCountedAsOnAws() {
        try (TestBackend backend = start(Optional.empty());
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly(), backend);

            client.query(
                    query ->
                            query.tableName("Orders")
                                    .indexName("byDay")
                                    .keyConditionExpression("customer = :c")
                                    .expressionAttributeValues(
                                            Map.of(":c", AttributeValue.fromS("nobody"))));
            client.transactWriteItems(
                    transaction ->
                            transaction.transactItems(
                                    transactPut(order("ann", 1, "x")),
                                    transactPut(order("ann", 2, "x"))));
            batchGet(client, List.of(key("ann", 1), key("nobody", 1), key("nobody", 2)));
            batchGet(client, List.of(key("nobody", 1)));
        }

        assertThat(consumed)
                .containsExactly(
                        new Consumed("Orders", "LOCALWorker", 0.5, 0),
                        new Consumed("Orders", "LOCALWorker", 0, 4),
                        new Consumed("Orders", "LOCALWorker", 3, 0),
                        new Consumed("Orders", "LOCALWorker", 1, 0));
    }

    private static void batchGet(DynamoDbClient client, List<Map<String, AttributeValue>> keys) {
        var orders = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        client.batchGetItem(get -> get.requestItems(Map.of("Orders", orders)));
    }

    @Test
    void theCallerSeesCapacityOnlyOnRequest() {
        try (TestBackend backend = start(Optional.empty());
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly(), backend);

            var silent = client.putItem(order("ann", 1, "x").build());
            var total =
                    client.putItem(
                            order("ann", 2, "x")
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                    .build());
            var indexes =
                    client.putItem(
                            order("ann", 3, "x")
                                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                                    .build());

            assertThat(silent.consumedCapacity()).isNull();
            assertThat(total.consumedCapacity().capacityUnits()).isEqualTo(1);
            assertThat(total.consumedCapacity().table()).isNull();
            assertThat(indexes.consumedCapacity().table()).isNotNull();
        }
    }

    @Test
    void aFailedConditionalWriteConsumesTheExistingItemAndReturnsItOnlyOnRequest() {
        try (TestBackend backend = start(Optional.empty());
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly(), backend);
            client.putItem(order("ann", 1, "x".repeat(1500)).build());
            var again = order("ann", 1, "y").conditionExpression("attribute_not_exists(customer)");

            assertThatThrownBy(() -> client.putItem(again.build()))
                    .isInstanceOfSatisfying(
                            ConditionalCheckFailedException.class,
                            e -> assertThat(e.hasItem()).isFalse());
            assertThatThrownBy(
                            () ->
                                    client.putItem(
                                            again.returnValuesOnConditionCheckFailure(
                                                            ReturnValuesOnConditionCheckFailure
                                                                    .ALL_OLD)
                                                    .build()))
                    .isInstanceOfSatisfying(
                            ConditionalCheckFailedException.class,
                            e -> assertThat(e.item()).containsKey("note"));
        }

        assertThat(consumed).extracting(Consumed::write).containsExactly(2.0, 2.0, 2.0);
    }

    @Test
    void aDataDirectoryKeepsItemsAcrossRestarts() {
        Path data = directory.resolve("data");
        Path assembly = assembly();
        try (TestBackend backend = start(Optional.of(data));
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly, backend);
            client.putItem(order("ann", 1, "x").build());
        }

        try (TestBackend backend = start(Optional.of(data));
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            backend.backend().create(load(assembly, backend));

            var found = client.getItem(get -> get.tableName("Orders").key(key("ann", 1)));
            assertThat(found.item()).containsEntry("note", AttributeValue.fromS("x"));
        }
    }

    @Test
    void aStoredTableThatDiffersFromTheTemplateIsAnErrorThatSaysWhatToDo() {
        Path data = directory.resolve("data");
        Path assembly = assembly();
        try (TestBackend backend = start(Optional.of(data))) {
            TestStack.create(assembly, backend);
        }

        try (TestBackend backend = start(Optional.of(data))) {
            Stack stack = load(assembly, backend);
            Table other = stack.tables().getFirst();
            other.createTable().remove("LocalSecondaryIndexes");
            other.createTable().withArray("AttributeDefinitions").remove(2);

            assertThatThrownBy(() -> backend.backend().create(stack))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The table Orders in " + data)
                    .hasMessageContaining("Delete that directory");
        }
    }

    @Test
    void aRequestOfSeveralMegabytesArrivesWhole() {
        try (TestBackend backend = start(Optional.empty());
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly(), backend);
            var orders = IntStream.range(0, 12).mapToObj(number -> write(number, 350_000)).toList();

            client.batchWriteItem(batch -> batch.requestItems(Map.of("Orders", orders)));

            var last = client.getItem(get -> get.tableName("Orders").key(key("ann", 11)));
            assertThat(last.item().getOrDefault("note", AttributeValue.fromS("")).s())
                    .hasSize(350_000);
        }
    }

    @Test
    void aRequestOfMoreThan16MibIsRefusedAsByAws() {
        try (TestBackend backend = start(Optional.empty());
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            TestStack.create(assembly(), backend);
            var orders = IntStream.range(0, 25).mapToObj(number -> write(number, 700_000)).toList();

            assertThatThrownBy(
                            () ->
                                    client.batchWriteItem(
                                            batch -> batch.requestItems(Map.of("Orders", orders))))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            refused -> {
                                assertThat(refused.statusCode()).isEqualTo(413);
                                assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("RequestEntityTooLargeException");
                            });
        }
    }

    private static WriteRequest write(int number, int noteBytes) {
        PutItemRequest put = order("ann", number, "x".repeat(noteBytes)).build();
        return WriteRequest.builder().putRequest(p -> p.item(put.item())).build();
    }

    @Test
    void onlyThisMachineCanConnect() {
        try (TestBackend backend = start(Optional.empty())) {
            assertThat(backend.uri().getHost()).isEqualTo("127.0.0.1");
        }
    }

    private TestBackend start(Optional<Path> data) {
        return TestBackend.start(
                data,
                (table, caller, read, write) ->
                        consumed.add(new Consumed(table, caller, read, write)));
    }

    private Path assembly() {
        try {
            return Files.createDirectory(directory.resolve("assembly"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stack load(Path assembly, TestBackend backend) {
        return TestAssembly.at(assembly).load(TestStack.endpoints(backend));
    }

    private static PutItemRequest.Builder order(String customer, int number, String note) {
        var item = new HashMap<>(key(customer, number));
        item.put("note", AttributeValue.fromS(note));
        return PutItemRequest.builder().tableName("Orders").item(item);
    }

    private static TransactWriteItem transactPut(PutItemRequest.Builder order) {
        PutItemRequest put = order.build();
        return TransactWriteItem.builder()
                .put(p -> p.tableName(put.tableName()).item(put.item()))
                .build();
    }

    private static Map<String, AttributeValue> key(String customer, int number) {
        return Map.of(
                "customer", AttributeValue.fromS(customer),
                "number", AttributeValue.fromN(Integer.toString(number)));
    }
}
