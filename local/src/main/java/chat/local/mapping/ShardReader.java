package chat.local.mapping;

import chat.local.data.Writes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.util.Optional;

/// Reads a shard of a stream in order, to its end.
///
/// It polls four times a second, like Lambda, and also after every write to any table. A change
/// therefore reaches the function after about one millisecond; on AWS it takes a few hundred.
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final DynamoDbStreamsClient streams;
    private final Writes writes;
    private final Closing closing;
    private final Start start;

    ShardReader(DynamoDbStreamsClient streams, Writes writes, Closing closing, Start start) {
        this.streams = streams;
        this.writes = writes;
        this.closing = closing;
        this.start = start;
    }

    /// A shard and the position at which to start.
    ///
    /// @param after the last sequence number that needs no more work
    /// @param position the starting position if there is no such number
    record Start(
            String streamArn, String shardId, Optional<String> after, ShardIteratorType position) {}

    /// Receives the records.
    @FunctionalInterface
    interface Sink {
        void accept(Record record) throws InterruptedException;
    }

    /// Reads until the shard ends or closing begins.
    void read(Sink sink) throws InterruptedException {
        Optional<String> last = start.after();
        String iterator = null;
        while (!closing.hasBegun()) {
            long seen = writes.count();
            GetRecordsResponse page;
            try {
                iterator = iterator == null ? iterator(last) : iterator;
                page = records(iterator);
            } catch (DynamoDbException lost) {
                LOG.debug("shard {}: {}", start.shardId(), lost.getMessage());
                iterator = null;
                last = isTrimmed(lost) ? Optional.empty() : last;
                closing.pause(POLL);
                continue;
            }
            for (Record record : page.records()) {
                sink.accept(record);
                last = Optional.of(record.dynamodb().sequenceNumber());
            }
            iterator = page.nextShardIterator();
            if (iterator == null) {
                return;
            }
            if (page.records().isEmpty()) {
                writes.awaitMoreThan(seen, POLL);
            }
        }
    }

    private GetRecordsResponse records(String iterator) {
        return streams.getRecords(GetRecordsRequest.builder().shardIterator(iterator).build());
    }

    private String iterator(Optional<String> last) {
        var request =
                GetShardIteratorRequest.builder()
                        .streamArn(start.streamArn())
                        .shardId(start.shardId());
        last.ifPresentOrElse(
                sequenceNumber ->
                        request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .sequenceNumber(sequenceNumber),
                () -> request.shardIteratorType(start.position()));
        return streams.getShardIterator(request.build()).shardIterator();
    }

    private static boolean isTrimmed(DynamoDbException failure) {
        @Nullable String message = failure.getMessage();
        return failure.awsErrorDetails().errorCode().contains("Trimmed")
                || (message != null && message.contains("Trimmed"));
    }
}
