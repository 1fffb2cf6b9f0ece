package chat.infra;

import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.Redeliver;
import chat.dynamodb.ChatTable;
import chat.sqs.SqsAnnouncements;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The stack with default settings: tables, queues, event sources, outputs.
final class ChatStackTest {
    private final SynthesizedTemplate template = SynthesizedTemplate.standard();

    @Test
    void synthesizingTwiceGivesTheSameTemplate() {
        SynthesizedTemplate.synthesize(Map.of()).assertSameAs(template);
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreProtectedAndOnDemand(ChatTable table) {
        var resource = template.resource(table.logicalName());
        var properties = resource.path("Properties");

        assertThat(resource.path("Type").asText()).isEqualTo("AWS::DynamoDB::Table");
        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(properties.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(properties.at("/SSESpecification/SSEEnabled").asBoolean(true))
                .as("encrypted with a key of KMS, instead of DynamoDB's own")
                .isFalse();
        assertThat(properties.has("WarmThroughput")).isFalse();
        assertThat(
                        properties
                                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                .asBoolean())
                .as("rows that expire are not worth a backup")
                .isEqualTo(table.schema().expiryAttribute().isEmpty());
        assertThat(properties.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(properties.has("TableName")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void tablesHaveTheKeysThatTheAdaptersUse(ChatTable table) {
        var properties = template.properties(table.logicalName());
        var schema = table.schema();

        assertThat(properties.at("/KeySchema/0/AttributeName").asText())
                .isEqualTo(schema.partitionKey().name());
        assertThat(properties.at("/KeySchema/1/AttributeName").asText())
                .isEqualTo(schema.sortKey().map(ChatTable.Key::name).orElse(""));
        assertThat(properties.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo(schema.expiryAttribute().orElse(""));
        assertThat(properties.at("/StreamSpecification/StreamViewType").asText())
                .isEqualTo(schema.hasStream() ? "NEW_AND_OLD_IMAGES" : "");
        assertThat(properties.path("LocalSecondaryIndexes").findValuesAsText("IndexName"))
                .isEqualTo(schema.localIndexes().stream().map(ChatTable.LocalIndex::name).toList());
        assertThat(properties.path("GlobalSecondaryIndexes").findValuesAsText("IndexName"))
                .isEqualTo(
                        schema.globalIndexes().stream().map(ChatTable.GlobalIndex::name).toList());
        assertThat(properties.findValuesAsText("ProjectionType")).allMatch("KEYS_ONLY"::equals);
    }

    @Test
    void theRedeliveryQueueDelaysLongerThanItDeduplicates() {
        var queue = template.properties("Redelivery");

        assertThat(queue.path("FifoQueue").asBoolean()).isTrue();
        assertThat(queue.path("ContentBasedDeduplication").asBoolean()).isFalse();
        assertThat(queue.path("DelaySeconds").asInt()).isEqualTo(3);
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt())
                .isEqualTo(12)
                .isGreaterThan(Redeliver.CATCH_UPS_MAX);
        assertThat(text(queue.at("/RedrivePolicy/deadLetterTargetArn")))
                .isEqualTo("RedeliveryFailures.Arn");
        assertThat(queue.path("VisibilityTimeout").asInt())
                .isGreaterThanOrEqualTo(
                        6 * template.properties("Redeliver").path("Timeout").asInt());
        assertThat(template.properties("RedeliveryFailures").path("FifoQueue").asBoolean())
                .isTrue();
        assertThat(template.properties("DeliveryFailures").has("FifoQueue")).isFalse();
    }

    @Test
    void everyQueueIsEncryptedAtRestAndInTransit() {
        var queues = template.ofType("AWS::SQS::Queue");
        var policies = template.ofType("AWS::SQS::QueuePolicy").values();

        assertThat(queues).hasSize(7);
        assertThat(queues.values())
                .allMatch(queue -> queue.path("SqsManagedSseEnabled").asBoolean());
        assertThat(policies).hasSize(7);
        assertThat(policies)
                .allSatisfy(
                        policy -> {
                            var statement = policy.at("/PolicyDocument/Statement/0");
                            assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
                            assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText())
                                    .isEqualTo("false");
                        });
    }

    @Test
    void theStreamInvokesDeliverForInsertsAndFailuresGoToTheFailureQueue() {
        var mapping = template.properties("ConnectionsToDeliver");

        assertThat(text(mapping.path("EventSourceArn"))).isEqualTo("Connections.StreamArn");
        assertThat(text(mapping.path("FunctionName"))).isEqualTo("DeliverLive");
        assertThat(mapping.at("/FilterCriteria/Filters").findValuesAsText("Pattern"))
                .containsExactly("{\"eventName\":[\"INSERT\"]}");
        assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(mapping.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
        assertThat(mapping.path("BatchSize").asInt()).isEqualTo(10);
        assertThat(mapping.path("MaximumBatchingWindowInSeconds").asInt(-1)).isZero();
        assertThat(mapping.path("ParallelizationFactor").asInt()).isEqualTo(10);
        assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(5);
        assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(300);
        assertThat(text(mapping.at("/DestinationConfig/OnFailure/Destination")))
                .isEqualTo("DeliveryFailures.Arn");
    }

    @Test
    void theStreamOfMessagesInvokesSettleForOperationsOnly() {
        var mapping = template.properties("MessagesToSettle");

        assertThat(text(mapping.path("EventSourceArn"))).isEqualTo("Messages.StreamArn");
        assertThat(text(mapping.path("FunctionName"))).isEqualTo("SettleLive");
        assertThat(mapping.at("/FilterCriteria/Filters").findValuesAsText("Pattern"))
                .containsExactly(
                        "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"kind\":"
                                + "{\"S\":[{\"anything-but\":[\"message\"]}]}}}}");
        assertThat(mapping.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
        assertThat(mapping.path("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(5);
        assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(1_000);
        assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(3_600);
        assertThat(text(mapping.at("/DestinationConfig/OnFailure/Destination")))
                .isEqualTo("SettleFailures.Arn");
    }

    @Test
    void theStreamOfMessagesInvokesBuildBlocksForTheLastEntriesOfBlocksOnly() {
        var mapping = template.properties("MessagesToBuildBlocks");

        assertThat(text(mapping.path("EventSourceArn"))).isEqualTo("Messages.StreamArn");
        assertThat(text(mapping.path("FunctionName"))).isEqualTo("BuildBlocksLive");
        assertThat(mapping.at("/FilterCriteria/Filters").findValuesAsText("Pattern"))
                .containsExactly(
                        "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"mark\":"
                                + "{\"N\":[{\"exists\":true}]}}}}");
        assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(1_000);
        assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(3_600);
        assertThat(text(mapping.at("/DestinationConfig/OnFailure/Destination")))
                .isEqualTo("BlockFailures.Arn");
    }

    @Test
    void theStreamInvokesAnnounceForOpenedAndRemovedConnections() {
        var mapping = template.properties("ConnectionsToAnnounce");

        assertThat(text(mapping.path("EventSourceArn"))).isEqualTo("Connections.StreamArn");
        assertThat(text(mapping.path("FunctionName"))).isEqualTo("AnnounceLive");
        assertThat(mapping.at("/FilterCriteria/Filters").findValuesAsText("Pattern"))
                .containsExactly(
                        "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"OldImage\":{\"openAt\":"
                                + "{\"N\":[{\"exists\":false}]}},\"NewImage\":{\"openAt\":"
                                + "{\"N\":[{\"exists\":true}]}}}}",
                        "{\"eventName\":[\"REMOVE\"]}");
        assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(2);
        assertThat(text(mapping.at("/DestinationConfig/OnFailure/Destination")))
                .isEqualTo("DeliveryFailures.Arn");
    }

    @Test
    void announcementsAreDelayedAsTheAdapterSpecifies() {
        var queue = template.properties("Announcement");
        var mapping = template.properties("AnnouncementToReannounce");

        assertThat(queue.path("DelaySeconds").asLong())
                .isEqualTo(SqsAnnouncements.DELAY.toSeconds());
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(2);
        assertThat(text(mapping.path("EventSourceArn"))).isEqualTo("Announcement.Arn");
        assertThat(text(mapping.path("FunctionName"))).isEqualTo("ReannounceLive");
    }

    @Test
    void redeliveriesAreProcessedOneByOne() {
        var mapping = template.properties("RedeliveryToRedeliver");

        assertThat(text(mapping.path("EventSourceArn"))).isEqualTo("Redelivery.Arn");
        assertThat(text(mapping.path("FunctionName"))).isEqualTo("RedeliverLive");
        assertThat(mapping.path("BatchSize").asInt()).isEqualTo(1);
        assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(20);
        assertThat(mapping.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
    }

    @Test
    void outputsHaveTheUrlsToConnectAndSignIn() {
        var outputs = template.json().path("Outputs");

        assertThat(outputs.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "WebSocketUrl",
                        "Region",
                        "TokenIssuer",
                        "UserPoolId",
                        "UserPoolClientId",
                        "UsersTable",
                        "ConnectionsTable",
                        "MessagesTable",
                        "ConversationsTable",
                        "HiddenTable",
                        "TextBlocksTable",
                        "PresenceSubscriptionsTable",
                        "RatesTable",
                        "DashboardUrl",
                        "OperateFunction",
                        "WebChatUrl",
                        "WebChatDistribution");
        assertThat(text(outputs.at("/WebSocketUrl/Value"))).isEqualTo("Api.ApiEndpoint/prod");
    }

    @Test
    void theOperationsDocumentNamesEveryAlarmAndOutput() throws IOException {
        var document = Files.readString(Path.of("../docs/operations.md"));

        assertThat(template.ofType("AWS::CloudWatch::Alarm").keySet())
                .allSatisfy(
                        alarm -> assertThat(document).contains("[`" + alarm + "`](runbook.md#"));
        assertThat(template.json().path("Outputs").properties())
                .extracting(Map.Entry::getKey)
                .allSatisfy(output -> assertThat(document).contains("`" + output + "`"));
    }
}
