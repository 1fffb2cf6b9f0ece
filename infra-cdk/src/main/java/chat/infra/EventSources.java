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
import software.constructs.Construct;

import java.util.List;

/// What calls functions without a client: the Connections stream and the redelivery queue.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Stream
///   mapping parameters</a>
final class EventSources extends Construct {
    /// Small, as the records of a batch wait for one another; with ten batches at once a shard
    /// still has up to 100 drains in progress.
    private static final int STREAM_BATCH = 10;

    /// The most there is. Drains of different connections are independent, and the filter lets one
    /// record per connection through, so order within a shard means nothing here.
    private static final int BATCHES_AT_ONCE = 10;

    /// Then the connection's failure is an operator's matter; the client has its own `sync`.
    private static final int STREAM_RETRIES = 5;

    /// Clients ask by themselves within 5 s to 60 s: an older drain helps nobody.
    private static final Duration RECORD_AGE_MAX = Duration.minutes(5);

    /// One: a connection that is slow to drain never delays another.
    private static final int QUEUE_BATCH = 1;

    /// Permissions to read the sources. Lambda reads them with the function's own role.
    record Reading(Table connections, ChatQueues queues) {
        List<PolicyStatement> permissions(ChatFunction function) {
            return switch (function) {
                case DELIVER -> readingStream();
                case REDELIVER -> readingQueue();
                case AUTHORIZER,
                        CONNECT,
                        DISCONNECT,
                        SEND_MESSAGE,
                        ACK,
                        READ,
                        PROFILE,
                        CONVERSATION,
                        OPERATE,
                        DEFAULT ->
                        List.of();
            };
        }

        private List<PolicyStatement> readingStream() {
            return List.of(
                    Grants.allow(
                            List.of(
                                    "dynamodb:DescribeStream",
                                    "dynamodb:GetRecords",
                                    "dynamodb:GetShardIterator"),
                            List.of(streamArn(connections))),
                    Grants.allow(
                            List.of("dynamodb:ListStreams"),
                            List.of(connections.getTableArn() + "/stream/*")),
                    Grants.allow(
                            List.of("sqs:SendMessage"),
                            List.of(queues.deliveryFailures().getQueueArn())));
        }

        private List<PolicyStatement> readingQueue() {
            return List.of(
                    Grants.allow(
                            List.of(
                                    "sqs:DeleteMessage",
                                    "sqs:GetQueueAttributes",
                                    "sqs:ReceiveMessage"),
                            List.of(queues.redelivery().getQueueArn())));
        }
    }

    EventSources(
            Construct scope,
            String id,
            ChatTables tables,
            ChatQueues queues,
            ChatFunctions functions) {
        super(scope, id);
        var stream =
                CfnEventSourceMapping.Builder.create(this, "Deliver")
                        .functionName(functions.get(ChatFunction.DELIVER).live().getFunctionArn())
                        .eventSourceArn(streamArn(tables.get(ChatTable.CONNECTIONS)))
                        .startingPosition("TRIM_HORIZON")
                        .batchSize(STREAM_BATCH)
                        .maximumBatchingWindowInSeconds(0)
                        .parallelizationFactor(BATCHES_AT_ONCE)
                        .maximumRetryAttempts(STREAM_RETRIES)
                        .maximumRecordAgeInSeconds(RECORD_AGE_MAX.toSeconds())
                        .bisectBatchOnFunctionError(true)
                        .functionResponseTypes(List.of("ReportBatchItemFailures"))
                        .filterCriteria(newConnections())
                        .destinationConfig(onFailure(queues.deliveryFailures().getQueueArn()))
                        .build();
        stream.overrideLogicalId("ConnectionsToDeliver");
        var queue =
                CfnEventSourceMapping.Builder.create(this, "Redeliver")
                        .functionName(functions.get(ChatFunction.REDELIVER).live().getFunctionArn())
                        .eventSourceArn(queues.redelivery().getQueueArn())
                        .batchSize(QUEUE_BATCH)
                        .functionResponseTypes(List.of("ReportBatchItemFailures"))
                        .build();
        queue.overrideLogicalId("RedeliveryToRedeliver");
    }

    private static FilterCriteriaProperty newConnections() {
        var inserts = FilterProperty.builder().pattern("{\"eventName\":[\"INSERT\"]}").build();
        return FilterCriteriaProperty.builder().filters(List.of(inserts)).build();
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
