package chat.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The body of a request, or an entry of a batch.
///
/// @param endpoint the base of queue URLs
record SqsRequest(JsonNode body, String endpoint) {
    String text(String name) {
        return optionalText(name)
                .orElseThrow(
                        () ->
                                new SqsException(
                                        "MissingParameter",
                                        "The request must contain the parameter " + name + "."));
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(body.get(name)).map(JsonNode::asText);
    }

    Optional<Duration> seconds(String name) {
        return Optional.ofNullable(body.get(name)).map(n -> Duration.ofSeconds(n.asLong()));
    }

    int number(String name, int absent) {
        return body.path(name).asInt(absent);
    }

    Set<String> names(String name) {
        var names = new HashSet<String>();
        body.path(name).forEach(entry -> names.add(entry.asText()));
        return names;
    }

    /// The name of the queue, which is the last segment of its URL.
    String queueName() {
        String url = text("QueueUrl");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    NewMessage message() {
        var attributes =
                body.path("MessageAttributes") instanceof ObjectNode given
                        ? given
                        : JsonNodeFactory.instance.objectNode();
        return new NewMessage(
                text("MessageBody"),
                attributes,
                optionalText("MessageGroupId"),
                optionalText("MessageDeduplicationId"),
                seconds("DelaySeconds"));
    }

    String queueUrl(String queueName) {
        return endpoint + "/000000000000/" + queueName;
    }
}
