package chat.infra;

import static java.util.Objects.requireNonNull;

import chat.dynamodb.ChatTable;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterCriteriaProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.OnFailureProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.ScalingConfigProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.Arrays;
import java.util.List;

/// The event sources that invoke functions without a client: the streams of Connections and
/// Messages, and the queues.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Stream
///   mapping parameters</a>
final class EventSources extends Construct {
    /// A connection was added.
    private static final String INSERTED = "{\"eventName\":[\"INSERT\"]}";

    /// A connection's socket was first known to be open.
    private static final String OPENED =
            "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{"
                    + "\"OldImage\":{\"openAt\":{\"N\":[{\"exists\":false}]}},"
                    + "\"NewImage\":{\"openAt\":{\"N\":[{\"exists\":true}]}}}}";

    /// A connection was removed.
    private static final String REMOVED = "{\"eventName\":[\"REMOVE\"]}";

    /// An operation was appended. Messages never invoke the function.
    private static final String OPERATED =
            "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"kind\":{"
                    + "\"S\":[{\"anything-but\":[\"message\"]}]}}}}";

    /// The last entry of a block was appended.
    private static final String MARKED =
            "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"mark\":{"
                    + "\"N\":[{\"exists\":true}]}}}}";

    /// Until a block is built, search reads its entries from the log.
    private static final int BLOCKS_WINDOW_SECONDS = 5;

    /// Gives senders the time to finish their operations themselves.
    private static final int SETTLE_WINDOW_SECONDS = 5;

    /// Small, because the records of a batch wait for one another. With ten batches at once a shard
    /// still has up to 100 catch-ups in progress.
    private static final int STREAM_BATCH = 10;

    /// Lambda's maximum. Catch-ups of different connections are independent, and the filter passes
    /// one record per connection, so the order within a shard does not matter.
    private static final int BATCHES_AT_ONCE = 10;

    /// After this many retries the record goes to the failure queue; the client can still send
    /// `sync`.
    private static final int STREAM_RETRIES = 5;

    /// Clients send `sync` themselves after 5 s to 60 s, so an older catch-up is of no use.
    private static final Duration RECORD_AGE_MAX = Duration.minutes(5);

    /// One, so that a connection that is slow to catch up does not delay another.
    private static final int QUEUE_BATCH = 1;

    /// A removed text must not stay, but a record that always fails must not hold back others.
    private static final Duration OPERATION_AGE_MAX = Duration.hours(1);

    private static final int SETTLE_RETRIES = 1_000;

    /// Few, because an announcement is valid for only 15 min.
    private static final int ANNOUNCEMENT_RETRIES = 2;

    /// Users are announced in parallel.
    private static final int ANNOUNCEMENTS_BATCH = 10;

    /// The event sources, and the permissions to read them. Lambda polls with the function's own
    /// role.
    record Reading(ChatTables tables, ChatQueues queues) {
        List<PolicyStatement> permissions(ChatFunction function) {
            return switch (function) {
                case DELIVER, ANNOUNCE ->
                        readingStream(ChatTable.CONNECTIONS, queues.deliveryFailures());
                case SETTLE -> readingStream(ChatTable.MESSAGES, queues.settleFailures());
                case BUILD_BLOCKS -> readingStream(ChatTable.MESSAGES, queues.blockFailures());
                case REDELIVER -> readingQueue(queues.redelivery());
                case REANNOUNCE -> readingQueue(queues.announcement());
                case AUTHORIZER,
                        CONNECT,
                        DISCONNECT,
                        SEND_MESSAGE,
                        ACK,
                        READ,
                        PROFILE,
                        CONVERSATION,
                        SEARCH,
                        PRESENCE,
                        OPERATE,
                        DEFAULT ->
                        List.of();
            };
        }

        private List<PolicyStatement> readingStream(ChatTable streamed, Queue failures) {
            Table table = tables.get(streamed);
            return List.of(
                    Grants.allow(
                            List.of(
                                    "dynamodb:DescribeStream",
                                    "dynamodb:GetRecords",
                                    "dynamodb:GetShardIterator"),
                            List.of(streamArn(table))),
                    Grants.allow(
                            List.of("dynamodb:ListStreams"),
                            List.of(table.getTableArn() + "/stream/*")),
                    Grants.allow(List.of("sqs:SendMessage"), List.of(failures.getQueueArn())));
        }

        private static List<PolicyStatement> readingQueue(Queue queue) {
            return List.of(
                    Grants.allow(
                            List.of(
                                    "sqs:DeleteMessage",
                                    "sqs:GetQueueAttributes",
                                    "sqs:ReceiveMessage"),
                            List.of(queue.getQueueArn())));
        }
    }

    private final ChatFunctions functions;

    EventSources(
            Construct scope,
            String id,
            Reading sources,
            ChatFunctions functions,
            Settings settings) {
        super(scope, id);
        this.functions = functions;
        var queues = sources.queues();
        var connections =
                new Stream(sources.tables().get(ChatTable.CONNECTIONS), queues.deliveryFailures());
        stream(ChatFunction.DELIVER, connections, STREAM_RETRIES, INSERTED)
                .overrideLogicalId("ConnectionsToDeliver");
        stream(ChatFunction.ANNOUNCE, connections, ANNOUNCEMENT_RETRIES, OPENED, REMOVED)
                .overrideLogicalId("ConnectionsToAnnounce");
        Table messages = sources.tables().get(ChatTable.MESSAGES);
        settle(new Stream(messages, queues.settleFailures()));
        buildBlocks(new Stream(messages, queues.blockFailures()));
        var redelivery = queue(ChatFunction.REDELIVER, queues.redelivery(), QUEUE_BATCH);
        redelivery.setScalingConfig(atOnce(settings.concurrency().redelivery()));
        redelivery.overrideLogicalId("RedeliveryToRedeliver");
        var announcement =
                queue(ChatFunction.REANNOUNCE, queues.announcement(), ANNOUNCEMENTS_BATCH);
        announcement.setScalingConfig(atOnce(settings.concurrency().announcements()));
        announcement.overrideLogicalId("AnnouncementToReannounce");
    }

    /// A table's stream, and the queue for the records that its functions give up on.
    private record Stream(Table table, Queue failures) {}

    private void settle(Stream messages) {
        var mapping = stream(ChatFunction.SETTLE, messages, SETTLE_RETRIES, OPERATED);
        mapping.setMaximumBatchingWindowInSeconds(SETTLE_WINDOW_SECONDS);
        mapping.setMaximumRecordAgeInSeconds(OPERATION_AGE_MAX.toSeconds());
        mapping.overrideLogicalId("MessagesToSettle");
    }

    private void buildBlocks(Stream messages) {
        var mapping = stream(ChatFunction.BUILD_BLOCKS, messages, SETTLE_RETRIES, MARKED);
        mapping.setMaximumBatchingWindowInSeconds(BLOCKS_WINDOW_SECONDS);
        mapping.setMaximumRecordAgeInSeconds(OPERATION_AGE_MAX.toSeconds());
        mapping.overrideLogicalId("MessagesToBuildBlocks");
    }

    private CfnEventSourceMapping stream(
            ChatFunction function, Stream stream, int retries, String... patterns) {
        return CfnEventSourceMapping.Builder.create(this, function.logicalId())
                .functionName(functions.get(function).live().getFunctionArn())
                .eventSourceArn(streamArn(stream.table()))
                .startingPosition("TRIM_HORIZON")
                .batchSize(STREAM_BATCH)
                .maximumBatchingWindowInSeconds(0)
                .parallelizationFactor(BATCHES_AT_ONCE)
                .maximumRetryAttempts(retries)
                .maximumRecordAgeInSeconds(RECORD_AGE_MAX.toSeconds())
                .bisectBatchOnFunctionError(true)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .filterCriteria(letting(patterns))
                .destinationConfig(onFailure(stream.failures().getQueueArn()))
                .build();
    }

    private CfnEventSourceMapping queue(ChatFunction function, Queue queue, int batch) {
        return CfnEventSourceMapping.Builder.create(this, function.logicalId())
                .functionName(functions.get(function).live().getFunctionArn())
                .eventSourceArn(queue.getQueueArn())
                .batchSize(batch)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .build();
    }

    private static ScalingConfigProperty atOnce(int batches) {
        return ScalingConfigProperty.builder().maximumConcurrency(batches).build();
    }

    /// A filter that passes the records that match one of the patterns.
    private static FilterCriteriaProperty letting(String... patterns) {
        return FilterCriteriaProperty.builder()
                .filters(
                        Arrays.stream(patterns)
                                .map(pattern -> FilterProperty.builder().pattern(pattern).build())
                                .toList())
                .build();
    }

    private static DestinationConfigProperty onFailure(String queueArn) {
        return DestinationConfigProperty.builder()
                .onFailure(OnFailureProperty.builder().destination(queueArn).build())
                .build();
    }

    private static String streamArn(Table table) {
        return requireNonNull(table.getTableStreamArn(), "the table has no stream");
    }
}
