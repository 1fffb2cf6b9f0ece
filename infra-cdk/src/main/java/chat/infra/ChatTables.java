package chat.infra;

import static java.util.Objects.requireNonNull;

import chat.dynamodb.ChatTable;
import chat.dynamodb.ChatTable.Schema;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.LocalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.Map;

/// The tables, created from the schema that the adapters use.
///
/// CloudFormation chooses the names: it could not replace a table with a fixed name. Capacity is on
/// demand, since load is uneven and an idle chat must cost nothing. The tables are retained when
/// the stack is deleted, unless the settings say otherwise.
final class ChatTables extends Construct {
    /// Write units of a message, its delivery and its reading, in both members' rows.
    private static final int WRITES_OF_ROWS = 4;

    /// At most this many read units of one table belong to a message.
    private static final int READS = 3;

    /// A new table on demand takes this many units a second.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">Warm
    ///   throughput</a>
    private static final int WRITES_OF_NEW_TABLE = 4_000;

    private static final int READS_OF_NEW_TABLE = 12_000;

    private final Map<ChatTable, Table> tables = new EnumMap<>(ChatTable.class);

    ChatTables(Construct scope, String id, Settings settings) {
        super(scope, id);
        for (var table : ChatTable.values()) {
            tables.put(table, create(table, settings.data()));
        }
    }

    Table get(ChatTable table) {
        return requireNonNull(tables.get(table), table.logicalName());
    }

    private Table create(ChatTable chatTable, DataSettings settings) {
        var schema = chatTable.schema();
        var builder =
                Table.Builder.create(this, chatTable.logicalName())
                        .partitionKey(attribute(schema.partitionKey()))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .encryption(settings.encryption())
                        .pointInTimeRecoverySpecification(
                                PointInTimeRecoverySpecification.builder()
                                        .pointInTimeRecoveryEnabled(isKept(schema))
                                        .build())
                        .deletionProtection(!settings.destroyed())
                        .removalPolicy(
                                settings.destroyed()
                                        ? RemovalPolicy.DESTROY
                                        : RemovalPolicy.RETAIN);
        schema.sortKey().ifPresent(key -> builder.sortKey(attribute(key)));
        schema.expiryAttribute().ifPresent(builder::timeToLiveAttribute);
        settings.warmMessagesPerSecond().ifPresent(messages -> warm(builder, chatTable, messages));
        if (schema.hasStream()) {
            builder.stream(StreamViewType.NEW_AND_OLD_IMAGES);
        }
        var table = builder.build();
        addIndexes(table, schema);
        LogicalId.set(table, chatTable.logicalName());
        return table;
    }

    /// Rows that expire live for hours: a backup would have none that is still of use.
    private static boolean isKept(Schema schema) {
        return schema.expiryAttribute().isEmpty();
    }

    /// Prepares the tables that every message writes for a rate from the first second.
    private static void warm(Table.Builder builder, ChatTable table, int messagesPerSecond) {
        int writes =
                switch (table) {
                    case MESSAGES -> 1;
                    case CONVERSATIONS -> WRITES_OF_ROWS;
                    default -> 0;
                };
        if (writes * messagesPerSecond > WRITES_OF_NEW_TABLE) {
            builder.warmThroughput(
                    WarmThroughput.builder()
                            .writeUnitsPerSecond(writes * messagesPerSecond)
                            .readUnitsPerSecond(
                                    Math.max(READS_OF_NEW_TABLE, READS * messagesPerSecond))
                            .build());
        }
    }

    private static void addIndexes(Table table, Schema schema) {
        for (var index : schema.localIndexes()) {
            table.addLocalSecondaryIndex(
                    LocalSecondaryIndexProps.builder()
                            .indexName(index.name())
                            .sortKey(attribute(index.sortKey()))
                            .projectionType(ProjectionType.KEYS_ONLY)
                            .build());
        }
        for (var index : schema.globalIndexes()) {
            table.addGlobalSecondaryIndex(
                    GlobalSecondaryIndexProps.builder()
                            .indexName(index.name())
                            .partitionKey(attribute(index.partitionKey()))
                            .projectionType(ProjectionType.KEYS_ONLY)
                            .build());
        }
    }

    private static Attribute attribute(ChatTable.Key key) {
        return Attribute.builder()
                .name(key.name())
                .type(key.numeric() ? AttributeType.NUMBER : AttributeType.STRING)
                .build();
    }
}
