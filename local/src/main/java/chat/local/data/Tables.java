package chat.local.data;

import chat.local.template.Table;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Creates the tables of a stack in DynamoDB Local, or reuses those of a data directory.
///
/// @param where the location of the tables, for error messages
record Tables(DynamoDbClient dynamoDb, String where) {
    /// Creates a table if it is missing, and sets its time to live.
    ///
    /// @throws IllegalStateException if an existing table has different keys, indexes or stream
    void create(Table table) {
        CreateTableRequest wanted = request(table);
        if (names().contains(table.name())) {
            check(wanted);
        } else {
            dynamoDb.createTable(wanted);
        }
        setTimeToLive(table);
    }

    private Set<String> names() {
        var names = new HashSet<String>();
        String last = null;
        do {
            var page =
                    dynamoDb.listTables(
                            ListTablesRequest.builder().exclusiveStartTableName(last).build());
            names.addAll(page.tableNames());
            last = page.lastEvaluatedTableName();
        } while (last != null);
        return names;
    }

    private static CreateTableRequest request(Table table) {
        try {
            return new DynamoDbObjectMapper()
                    .treeToValue(table.createTable(), CreateTableRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("table " + table.name() + ": " + e.getMessage(), e);
        }
    }

    private void check(CreateTableRequest wanted) {
        Shape kept = Shape.of(describe(wanted.tableName()));
        if (!kept.equals(Shape.of(wanted))) {
            throw new IllegalStateException(
                    """
                    The table %s in %s does not match the template any more: \
                    it has %s, the template says %s. \
                    Delete that directory, or start with another one.\
                    """
                            .formatted(wanted.tableName(), where, kept, Shape.of(wanted)));
        }
    }

    TableDescription describe(String tableName) {
        var request = DescribeTableRequest.builder().tableName(tableName).build();
        return dynamoDb.describeTable(request).table();
    }

    private void setTimeToLive(Table table) {
        var describe = DescribeTimeToLiveRequest.builder().tableName(table.name()).build();
        var current = dynamoDb.describeTimeToLive(describe).timeToLiveDescription();
        Optional<String> kept = Optional.ofNullable(current.attributeName());
        if (kept.equals(table.timeToLiveAttribute())) {
            return;
        }
        kept.ifPresent(attribute -> setTimeToLive(table.name(), attribute, false));
        table.timeToLiveAttribute()
                .ifPresent(attribute -> setTimeToLive(table.name(), attribute, true));
    }

    private void setTimeToLive(String tableName, String attribute, boolean enabled) {
        dynamoDb.updateTimeToLive(
                UpdateTimeToLiveRequest.builder()
                        .tableName(tableName)
                        .timeToLiveSpecification(t -> t.attributeName(attribute).enabled(enabled))
                        .build());
    }

    /// The properties of a table that cannot be changed while it has items.
    private record Shape(
            List<KeySchemaElement> keys,
            Set<AttributeDefinition> attributes,
            Map<String, Index> indexes,
            Optional<String> stream) {
        static Shape of(CreateTableRequest table) {
            var indexes = new HashMap<String, Index>();
            table.globalSecondaryIndexes()
                    .forEach(
                            i ->
                                    indexes.put(
                                            i.indexName(),
                                            new Index(i.keySchema(), i.projection())));
            table.localSecondaryIndexes()
                    .forEach(
                            i ->
                                    indexes.put(
                                            i.indexName(),
                                            new Index(i.keySchema(), i.projection())));
            return new Shape(
                    table.keySchema(),
                    Set.copyOf(table.attributeDefinitions()),
                    indexes,
                    stream(table.streamSpecification()));
        }

        static Shape of(TableDescription table) {
            var indexes = new HashMap<String, Index>();
            table.globalSecondaryIndexes()
                    .forEach(
                            i ->
                                    indexes.put(
                                            i.indexName(),
                                            new Index(i.keySchema(), i.projection())));
            table.localSecondaryIndexes()
                    .forEach(
                            i ->
                                    indexes.put(
                                            i.indexName(),
                                            new Index(i.keySchema(), i.projection())));
            return new Shape(
                    table.keySchema(),
                    Set.copyOf(table.attributeDefinitions()),
                    indexes,
                    stream(table.streamSpecification()));
        }

        private static Optional<String> stream(@Nullable StreamSpecification stream) {
            return Optional.ofNullable(stream)
                    .filter(specification -> Boolean.TRUE.equals(specification.streamEnabled()))
                    .map(StreamSpecification::streamViewTypeAsString);
        }
    }

    private record Index(List<KeySchemaElement> keys, Projection projection) {}
}
