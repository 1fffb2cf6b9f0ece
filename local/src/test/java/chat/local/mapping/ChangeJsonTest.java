package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The corrections of DynamoDB Local's records.
final class ChangeJsonTest {
    static final Instant ROUNDED = Instant.parse("2026-01-01T00:00:00Z");

    final ChangeJson json =
            ChangeJson.of("arn:aws:dynamodb:ddblocal:000000000000:table/T/stream/x");

    @Test
    void onlyARemovalByTimeToLiveNamesDynamoDb() {
        JsonNode expired = json.change(record("EXPIRE"), ROUNDED).json();
        JsonNode removed = json.change(record("REMOVE"), ROUNDED).json();

        assertThat(expired.path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(expired.path("userIdentity"))
                .isEqualTo(parse("{'type':'Service','principalId':'dynamodb.amazonaws.com'}"));
        assertThat(removed.path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(removed.has("userIdentity")).isFalse();
    }

    @Test
    void theTimeIsThatOfTheReadIfItFallsIntoTheRoundedMinute() {
        Instant soon = ROUNDED.plusSeconds(59);
        Instant late = ROUNDED.plus(Duration.ofHours(1));

        assertThat(json.change(record("INSERT"), soon).at()).isEqualTo(soon);
        assertThat(json.change(record("INSERT"), late).at()).isEqualTo(ROUNDED);
        assertThat(
                        json.change(record("INSERT"), soon)
                                .json()
                                .at("/dynamodb/ApproximateCreationDateTime")
                                .asLong())
                .isEqualTo(soon.getEpochSecond());
    }

    @Test
    void theRegionIsAnAwsRegion() {
        JsonNode change = json.change(record("INSERT"), ROUNDED).json();

        assertThat(change.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(change.path("eventSourceARN").asText())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/x");
    }

    @Test
    void everyAttributeTypeIsWrittenInDynamoDbJson() {
        var bytes = SdkBytes.fromUtf8String("b");
        var all =
                Map.of(
                        "b", AttributeValue.fromB(bytes),
                        "bool", AttributeValue.fromBool(false),
                        "null", AttributeValue.fromNul(true),
                        "ss", AttributeValue.fromSs(List.of("x")),
                        "ns", AttributeValue.fromNs(List.of("1")),
                        "bs", AttributeValue.fromBs(List.of(bytes)),
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
                        "m", AttributeValue.fromM(Map.of("s", AttributeValue.fromS("x"))));
        var record =
                record("INSERT").toBuilder().dynamodb(stream -> fill(stream).newImage(all)).build();

        assertThat(json.change(record, ROUNDED).json().at("/dynamodb/NewImage").toString())
                .satisfies(
                        image ->
                                assertThat(parse(image))
                                        .isEqualTo(
                                                parse(
                                                        """
                                                        {'b':{'B':'Yg=='},'bool':{'BOOL':false},
                                                         'null':{'NULL':true},'ss':{'SS':['x']},
                                                         'ns':{'NS':['1']},'bs':{'BS':['Yg==']},
                                                         'l':{'L':[{'N':'1'}]},
                                                         'm':{'M':{'s':{'S':'x'}}}}\
                                                        """)));
    }

    private static Record record(String eventName) {
        return Record.builder()
                .eventID("e")
                .eventName(eventName)
                .dynamodb(ChangeJsonTest::fill)
                .build();
    }

    private static StreamRecord.Builder fill(StreamRecord.Builder stream) {
        return stream.approximateCreationDateTime(ROUNDED)
                .keys(Map.of("id", AttributeValue.fromS("1")))
                .sequenceNumber("1")
                .sizeBytes(1L)
                .streamViewType("NEW_IMAGE");
    }

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
