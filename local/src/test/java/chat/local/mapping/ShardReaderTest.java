package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.data.Writes;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a reader recovers from a lost iterator.
final class ShardReaderTest {
    final List<String> read = new ArrayList<>();
    final List<String> iterators = new ArrayList<>();

    @Test
    void aReaderWithALostIteratorResumesAfterTheLastRecordRead() throws Exception {
        read("ExpiredIteratorException");

        assertThat(iterators).containsExactly("TRIM_HORIZON", "AFTER_SEQUENCE_NUMBER 2");
        assertThat(read).containsExactly("1", "2", "3");
    }

    @Test
    void trimmedRecordsAreSkipped() throws Exception {
        read("TrimmedDataAccessException");

        assertThat(iterators).containsExactly("TRIM_HORIZON", "TRIM_HORIZON");
        assertThat(read).containsExactly("1", "2", "3");
    }

    /// Reads a shard of three records whose iterator is lost after the second, for this reason.
    private void read(String errorCode) throws InterruptedException {
        var start =
                new ShardReader.Start(
                        "arn", "shard", Optional.empty(), ShardIteratorType.TRIM_HORIZON);
        var streams = new LosingStreams(errorCode);
        var reader = new ShardReader(streams, new Writes(), new Closing(), start);

        reader.read(record -> read.add(record.dynamodb().sequenceNumber()));
    }

    private final class LosingStreams implements DynamoDbStreamsClient {
        private final String errorCode;
        private int calls;

        LosingStreams(String errorCode) {
            this.errorCode = errorCode;
        }

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            String after = request.sequenceNumber() == null ? "" : " " + request.sequenceNumber();
            iterators.add(request.shardIteratorTypeAsString() + after);
            return GetShardIteratorResponse.builder().shardIterator("iterator").build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            calls++;
            return switch (calls) {
                case 1 ->
                        GetRecordsResponse.builder()
                                .records(record("1"), record("2"))
                                .nextShardIterator("next")
                                .build();
                case 2 ->
                        throw DynamoDbException.builder()
                                .message(errorCode)
                                .awsErrorDetails(
                                        AwsErrorDetails.builder().errorCode(errorCode).build())
                                .build();
                default -> GetRecordsResponse.builder().records(record("3")).build();
            };
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private static Record record(String sequenceNumber) {
        return Record.builder().dynamodb(r -> r.sequenceNumber(sequenceNumber)).build();
    }
}
