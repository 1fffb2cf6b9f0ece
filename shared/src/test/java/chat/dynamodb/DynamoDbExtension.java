package chat.dynamodb;

import chat.aws.AwsEndpoint;
import chat.dynamodb.ChatTable.Schema;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Runs DynamoDB Local in the JVM of the tests, started once, or uses the [AwsEndpoint] of the test
/// run. Each test has its own tables, created from the schema on first use.
public final class DynamoDbExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(DynamoDbExtension.class);
    private static final Projection KEYS_ONLY =
            Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();

    /// Differs from the names of other runs, whose tables an endpoint may still hold.
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private static final AtomicLong TABLES = new AtomicLong();

    private final Map<ChatTable, String> names = new EnumMap<>(ChatTable.class);
    private Optional<Database> database = Optional.empty();

    /// The database and the streams of its tables.
    private record Database(DynamoDbClient tables, DynamoDbStreamsClient streams, Runnable stop)
            implements AutoCloseable {
        static Database open(ExtensionContext context) {
            return AwsEndpoint.of(context)
                    .map(
                            endpoint ->
                                    new Database(endpoint.dynamoDb(), endpoint.streams(), () -> {}))
                    .orElseGet(Database::embedded);
        }

        private static Database embedded() {
            AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
            return new Database(
                    local.dynamoDbClient(), local.dynamoDbStreamsClient(), local::shutdownNow);
        }

        @Override
        public void close() {
            tables.close();
            streams.close();
            stop.run();
        }
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        database =
                Optional.of(
                        context.getRoot()
                                .getStore(NAMESPACE)
                                .computeIfAbsent(
                                        Database.class,
                                        _ -> Database.open(context),
                                        Database.class));
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        names.values().forEach(name -> client().deleteTable(delete -> delete.tableName(name)));
        names.clear();
        database = Optional.empty();
    }

    /// Returns a client of the database.
    public synchronized DynamoDbClient client() {
        return database.orElseThrow().tables();
    }

    /// Returns a client of the tables' streams.
    synchronized DynamoDbStreamsClient streams() {
        return database.orElseThrow().streams();
    }

    /// Returns the physical name of this test's table, which is created empty on first use.
    public synchronized String table(ChatTable table) {
        return names.computeIfAbsent(table, this::create);
    }

    private String create(ChatTable table) {
        String name = table.logicalName() + "-" + RUN + "-" + TABLES.incrementAndGet();
        client().createTable(request(table.schema()).tableName(name).build());
        try (var waiter = client().waiter()) {
            var _ = waiter.waitUntilTableExists(describe -> describe.tableName(name));
        }
        return name;
    }

    private static CreateTableRequest.Builder request(Schema schema) {
        Set<ChatTable.Key> keys = new LinkedHashSet<>();
        keys.add(schema.partitionKey());
        schema.sortKey().ifPresent(keys::add);
        schema.localIndexes().forEach(index -> keys.add(index.sortKey()));
        schema.globalIndexes().forEach(index -> keys.add(index.partitionKey()));
        var request =
                CreateTableRequest.builder()
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                keys.stream().map(DynamoDbExtension::definition).toList())
                        .keySchema(keySchema(schema));
        addIndexes(request, schema);
        if (schema.hasStream()) {
            request.streamSpecification(
                    stream ->
                            stream.streamEnabled(true)
                                    .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
        }
        return request;
    }

    private static void addIndexes(CreateTableRequest.Builder request, Schema schema) {
        var partition = element(schema.partitionKey(), KeyType.HASH);
        for (var index : schema.localIndexes()) {
            var sort = element(index.sortKey(), KeyType.RANGE);
            request.localSecondaryIndexes(
                    LocalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(partition, sort)
                            .projection(KEYS_ONLY)
                            .build());
        }
        for (var index : schema.globalIndexes()) {
            request.globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(element(index.partitionKey(), KeyType.HASH))
                            .projection(KEYS_ONLY)
                            .build());
        }
    }

    private static List<KeySchemaElement> keySchema(Schema schema) {
        var elements = new ArrayList<KeySchemaElement>();
        elements.add(element(schema.partitionKey(), KeyType.HASH));
        schema.sortKey().ifPresent(key -> elements.add(element(key, KeyType.RANGE)));
        return elements;
    }

    private static KeySchemaElement element(ChatTable.Key key, KeyType type) {
        return KeySchemaElement.builder().attributeName(key.name()).keyType(type).build();
    }

    private static AttributeDefinition definition(ChatTable.Key key) {
        return AttributeDefinition.builder()
                .attributeName(key.name())
                .attributeType(key.numeric() ? ScalarAttributeType.N : ScalarAttributeType.S)
                .build();
    }
}
