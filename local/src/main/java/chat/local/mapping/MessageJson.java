package chat.local.mapping;

import chat.local.queue.Digests;
import chat.local.queue.Message;
import chat.local.queue.Received;
import chat.local.queue.ReceivedJson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/// Writes queue messages in the form in which Lambda delivers them.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
///   Amazon SQS</a>
final class MessageJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MessageJson() {}

    /// The event of a function.
    static String event(List<Received> batch, String queueName) {
        ArrayNode records = JSON.arrayNode(batch.size());
        batch.forEach(received -> records.add(json(received, queueName)));
        return JSON.objectNode().set("Records", records).toString();
    }

    /// The input of filters: the body, parsed if it is JSON.
    static JsonNode forFilter(Received received) {
        String body = received.message().body();
        ObjectNode json = JSON.objectNode();
        try {
            json.set("body", MAPPER.readTree(body));
        } catch (JsonProcessingException text) {
            json.put("body", body);
        }
        return json;
    }

    private static ObjectNode json(Received received, String queueName) {
        Message message = received.message();
        ObjectNode json = JSON.objectNode();
        json.put("messageId", message.id());
        json.put("receiptHandle", received.receipt());
        json.put("body", message.body());
        json.set("attributes", ReceivedJson.systemAttributes(received));
        ObjectNode attributes = json.putObject("messageAttributes");
        for (var attribute : message.attributes().properties()) {
            attributes.set(attribute.getKey(), attribute(attribute.getValue()));
        }
        json.put("md5OfBody", Digests.md5(message.body()));
        json.put("eventSource", "aws:sqs");
        json.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + queueName);
        json.put("awsRegion", "us-east-1");
        return json;
    }

    private static ObjectNode attribute(JsonNode attribute) {
        ObjectNode json = JSON.objectNode();
        if (attribute.has("StringValue")) {
            json.set("stringValue", attribute.get("StringValue"));
        }
        if (attribute.has("BinaryValue")) {
            json.set("binaryValue", attribute.get("BinaryValue"));
        }
        json.putArray("stringListValues");
        json.putArray("binaryListValues");
        json.set("dataType", attribute.path("DataType"));
        return json;
    }
}
