package chat.dynamodb;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.port.Connections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stream of the Connections table, as its readers expect it: one record per change, with the
/// images before and after.
final class DynamoDbConnectionsStreamTest {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Connection CONNECTION =
            new Connection(
                    ALICE,
                    new ConnectionId("Ab-_c="),
                    PHONE,
                    NOON,
                    Optional.of(NOON.minusSeconds(9)),
                    NOON,
                    Optional.empty(),
                    NOON.plusSeconds(3600));

    @Test
    void theStreamHasEachChangeOfAConnectionWithBothImages() {
        Connections connections =
                new DynamoDbConnections(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONNECTIONS));
        connections.add(CONNECTION);
        Connection opened =
                connections.opened(ALICE, CONNECTION.id(), NOON.plusSeconds(1)).orElseThrow();
        connections.remove(ALICE, CONNECTION.id());

        List<Record> records = records(3);

        assertThat(records)
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        assertThat(records.get(0).dynamodb().hasOldImage()).isFalse();
        assertThat(newImage(records.get(0))).isEqualTo(CONNECTION);
        assertThat(oldImage(records.get(1))).isEqualTo(CONNECTION);
        assertThat(newImage(records.get(1))).isEqualTo(opened);
        assertThat(oldImage(records.get(2))).isEqualTo(opened);
        assertThat(records.get(2).dynamodb().hasNewImage()).isFalse();
        assertThat(records)
                .allSatisfy(
                        change ->
                                assertThat(change.dynamodb().keys())
                                        .isEqualTo(ConnectionItem.key(ALICE, CONNECTION.id())));
    }

    private static Connection newImage(Record change) {
        return ConnectionItem.readItem(change.dynamodb().newImage());
    }

    private static Connection oldImage(Record change) {
        return ConnectionItem.readItem(change.dynamodb().oldImage());
    }

    /// Reads the stream from its start until it has given `count` records.
    private static List<Record> records(int count) {
        String stream =
                DYNAMO_DB
                        .client()
                        .describeTable(
                                describe ->
                                        describe.tableName(DYNAMO_DB.table(ChatTable.CONNECTIONS)))
                        .table()
                        .latestStreamArn();
        var shard =
                DYNAMO_DB
                        .streams()
                        .describeStream(describe -> describe.streamArn(stream))
                        .streamDescription()
                        .shards()
                        .getFirst();
        String iterator =
                DYNAMO_DB
                        .streams()
                        .getShardIterator(
                                get ->
                                        get.streamArn(stream)
                                                .shardId(shard.shardId())
                                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
        return read(iterator, count);
    }

    private static List<Record> read(String start, int count) {
        var records = new ArrayList<Record>();
        String iterator = start;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (records.size() < count && System.nanoTime() < end) {
            String from = iterator;
            var page = DYNAMO_DB.streams().getRecords(get -> get.shardIterator(from));
            records.addAll(page.records());
            iterator = page.nextShardIterator();
        }
        return records;
    }
}
