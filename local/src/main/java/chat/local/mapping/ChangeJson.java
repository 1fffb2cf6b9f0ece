package chat.local.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes stream records like Lambda, and corrects DynamoDB Local's records. There, a removal by
/// time to live is an `EXPIRE` without an identity, times are rounded down to the minute, and the
/// region is `ddblocal`.
///
/// @param streamArn the stream's ARN in events
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
///   DynamoDB</a>
record ChangeJson(String streamArn) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration ROUNDING = Duration.ofMinutes(1);
    private static final String REGION = "us-east-1";

    /// Replaces the stream's region by an AWS region.
    static ChangeJson of(String localStreamArn) {
        return new ChangeJson(localStreamArn.replace(":ddblocal:", ":" + REGION + ":"));
    }

    /// @param seenAt the time of the read, used as the time of the change if the change is that
    ///   recent
    Change change(Record record, Instant seenAt) {
        StreamRecord stream = record.dynamodb();
        Instant rounded = stream.approximateCreationDateTime();
        Instant at = rounded.isBefore(seenAt.minus(ROUNDING)) ? rounded : seenAt;
        boolean expired = record.eventNameAsString().equals("EXPIRE");

        ObjectNode json = JSON.objectNode();
        json.put("eventID", record.eventID());
        json.put("eventName", expired ? "REMOVE" : record.eventNameAsString());
        json.put("eventVersion", "1.1");
        json.put("eventSource", "aws:dynamodb");
        json.put("awsRegion", REGION);
        json.set("dynamodb", streamRecord(stream, at));
        json.put("eventSourceARN", streamArn);
        if (expired) {
            json.putObject("userIdentity")
                    .put("type", "Service")
                    .put("principalId", "dynamodb.amazonaws.com");
        }
        String item = item(new TreeMap<>(stream.keys())).toString();
        return new Change(stream.sequenceNumber(), item, at, json, json.toString().length());
    }

    /// The event of a function.
    static String event(List<Change> changes) {
        ArrayNode records = JSON.arrayNode(changes.size());
        changes.forEach(change -> records.add(change.json()));
        return JSON.objectNode().set("Records", records).toString();
    }

    private static ObjectNode streamRecord(StreamRecord stream, Instant at) {
        ObjectNode json = JSON.objectNode();
        json.put("ApproximateCreationDateTime", at.getEpochSecond());
        json.set("Keys", item(stream.keys()));
        if (stream.hasNewImage()) {
            json.set("NewImage", item(stream.newImage()));
        }
        if (stream.hasOldImage()) {
            json.set("OldImage", item(stream.oldImage()));
        }
        json.put("SequenceNumber", stream.sequenceNumber());
        json.put("SizeBytes", stream.sizeBytes());
        json.put("StreamViewType", stream.streamViewTypeAsString());
        return json;
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode json = JSON.objectNode();
        attributes.forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode json = JSON.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", value.b().asByteArray());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case SS -> json.set("SS", texts(value.ss()));
            case NS -> json.set("NS", texts(value.ns()));
            case BS ->
                    value.bs().stream()
                            .map(SdkBytes::asByteArray)
                            .forEach(json.putArray("BS")::add);
            case M -> json.set("M", item(value.m()));
            case L -> value.l().stream().map(ChangeJson::value).forEach(json.putArray("L")::add);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("no type: " + value);
        }
        return json;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode json = JSON.arrayNode();
        texts.forEach(json::add);
        return json;
    }
}
