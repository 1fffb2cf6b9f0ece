package chat.dynamodb;

import chat.dynamodb.ChatTable.Schema;

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
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Runs DynamoDB Local in the JVM of the tests, started once. Each test has its own tables, created
/// from the schema on first use.
public final class DynamoDbExtension implements BeforeEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(DynamoDbExtension.class);
    private static final Projection KEYS_ONLY =
            Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
    private static final AtomicLong TABLES = new AtomicLong();

    private final Map<ChatTable, String> names = new EnumMap<>(ChatTable.class);
    private DynamoDbClient client = new NotStarted();

    /// The client outside of a test. Every call fails.
    private static final class NotStarted implements DynamoDbClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private record Local(AmazonDynamoDBLocal local, DynamoDbClient client)
            implements AutoCloseable {
        static Local start() {
            AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
            return new Local(local, local.dynamoDbClient());
        }

        @Override
        public void close() {
            client.close();
            local.shutdownNow();
        }
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        client =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(Local.class, _ -> Local.start(), Local.class)
                        .client();
        names.values().forEach(name -> client.deleteTable(delete -> delete.tableName(name)));
        names.clear();
    }

    /// Returns a client of the database.
    public synchronized DynamoDbClient client() {
        return client;
    }

    /// Returns the physical name of this test's table, which is created empty on first use.
    public synchronized String table(ChatTable table) {
        return names.computeIfAbsent(table, this::create);
    }

    private String create(ChatTable table) {
        String name = table.logicalName() + "-" + TABLES.incrementAndGet();
        client.createTable(request(table.schema()).tableName(name).build());
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
