package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.data.Backend;
import chat.local.data.TestStack;
import chat.local.template.Stack;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The mapping of a stream, from the template to the function.
final class StreamMappingTest {
    @TempDir Path directory;

    @Test
    void theFunctionGetsTheInsertsAndNothingElse() throws Exception {
        var worker = RecordingInvoker.succeeding();
        try (Backend backend = Backend.start(Optional.empty(), (_, _, _, _) -> {});
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            Stack stack = TestStack.create(directory, backend, "OrdersToWorker");
            try (var _ = EventSources.start(stack, backend, worker, InstantSource.system())) {
                put(client, "ann", 1);
                put(client, "ann", 1);
                put(client, "ben", 1);

                assertThat(worker.nextRecords(2))
                        .extracting(r -> r.path("eventName").asText())
                        .containsOnly("INSERT");
            }
        }
        assertThat(worker.rest()).isEmpty();
    }

    @Test
    void theEventIsAsLambdaDeliversIt() throws Exception {
        var worker = RecordingInvoker.succeeding();
        try (Backend backend = Backend.start(Optional.empty(), (_, _, _, _) -> {});
                DynamoDbClient client = TestStack.dynamoDb(backend)) {
            Stack stack = TestStack.create(directory, backend, "OrdersToWorker");
            try (var _ = EventSources.start(stack, backend, worker, InstantSource.system())) {
                put(client, "ann", 1);

                JsonNode change = worker.nextRecords(1).getFirst();
                assertThat(change.path("eventSource").asText()).isEqualTo("aws:dynamodb");
                assertThat(change.path("awsRegion").asText()).isEqualTo("us-east-1");
                assertThat(change.path("eventVersion").asText()).isEqualTo("1.1");
                assertThat(change.path("eventID").asText()).isNotEmpty();
                assertThat(change.path("eventSourceARN").asText())
                        .startsWith("arn:aws:dynamodb:us-east-1:000000000000:table/Orders/stream/");
                JsonNode stream = change.path("dynamodb");
                assertThat(stream.path("Keys"))
                        .hasToString("{\"number\":{\"N\":\"1\"},\"customer\":{\"S\":\"ann\"}}");
                assertThat(stream.at("/NewImage/customer/S").asText()).isEqualTo("ann");
                assertThat(stream.has("OldImage")).isFalse();
                assertThat(stream.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
                assertThat(stream.path("SequenceNumber").asText()).matches("\\d{21,}");
                assertThat(stream.path("SizeBytes").asInt()).isPositive();
                assertThat(stream.path("ApproximateCreationDateTime").isIntegralNumber()).isTrue();
            }
        }
    }

    private static void put(DynamoDbClient client, String customer, int number) {
        client.putItem(
                put ->
                        put.tableName("Orders")
                                .item(
                                        Map.of(
                                                "customer",
                                                AttributeValue.fromS(customer),
                                                "number",
                                                AttributeValue.fromN(Integer.toString(number)))));
    }
}
