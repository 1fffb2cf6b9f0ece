package chat.local.queue;

import chat.local.template.Arns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;

/// A received message in the response of `ReceiveMessage`.
public final class ReceivedJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReceivedJson() {}

    static ObjectNode of(Received received, SqsRequest request) {
        Message message = received.message();
        ObjectNode json = JSON.objectNode();
        json.put("MessageId", message.id());
        json.put("ReceiptHandle", received.receipt());
        json.put("Body", message.body());
        json.put("MD5OfBody", Digests.md5(message.body()));
        Set<String> wanted = request.names("MessageSystemAttributeNames");
        wanted.addAll(request.names("AttributeNames"));
        ObjectNode attributes = systemAttributes(received);
        if (!wanted.contains("All")) {
            attributes.retain(wanted);
        }
        if (!attributes.isEmpty()) {
            json.set("Attributes", attributes);
        }
        ObjectNode own = chosen(message, request.names("MessageAttributeNames"));
        if (!own.isEmpty()) {
            json.set("MessageAttributes", own);
            json.put("MD5OfMessageAttributes", Digests.md5(own));
        }
        return json;
    }

    /// The attributes that SQS adds to a message.
    public static ObjectNode systemAttributes(Received received) {
        Message message = received.message();
        ObjectNode json = JSON.objectNode();
        json.put("ApproximateReceiveCount", Integer.toString(received.receives()));
        json.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
        message.sequenceNumber().ifPresent(number -> json.put("SequenceNumber", number));
        message.groupId().ifPresent(group -> json.put("MessageGroupId", group));
        json.put("SenderId", "AIDALOCAL");
        message.deduplicationId().ifPresent(id -> json.put("MessageDeduplicationId", id));
        message.deadLetterOf()
                .ifPresent(queue -> json.put("DeadLetterQueueSourceArn", Arns.queue(queue)));
        json.put(
                "ApproximateFirstReceiveTimestamp",
                Long.toString(received.firstReceivedAt().toEpochMilli()));
        return json;
    }

    /// The message attributes with these names. `All` and `.*` select all, `x.*` those with the
    /// prefix `x.`.
    private static ObjectNode chosen(Message message, Set<String> names) {
        ObjectNode json = JSON.objectNode();
        for (var attribute : message.attributes().properties()) {
            String name = attribute.getKey();
            boolean wanted =
                    names.contains("All")
                            || names.stream()
                                    .anyMatch(
                                            n ->
                                                    n.endsWith(".*")
                                                            ? name.startsWith(
                                                                    n.substring(0, n.length() - 2))
                                                            : n.equals(name));
            if (wanted) {
                json.set(name, attribute.getValue());
            }
        }
        return json;
    }
}
