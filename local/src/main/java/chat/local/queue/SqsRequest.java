package chat.local.queue;

import chat.local.template.Queue;

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

    /// A whole number; empty if it is missing.
    Optional<Integer> number(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt()) {
            throw new SqsException(
                    "SerializationException",
                    "%s is not a whole number: %s".formatted(name, value));
        }
        return Optional.of(value.intValue());
    }

    /// A duration in seconds; empty if it is missing.
    ///
    /// @param reason the rule for the value, in SQS's wording
    /// @throws SqsException if it is negative or too long
    Optional<Duration> seconds(String name, int most, String reason) {
        Optional<Integer> given = number(name);
        given.filter(seconds -> seconds < 0 || seconds > most)
                .ifPresent(
                        seconds -> {
                            throw SendRules.invalid(name, seconds.toString(), reason);
                        });
        return given.map(Duration::ofSeconds);
    }

    /// The name of the queue with an ARN in a parameter.
    String queueOfArn(String name) {
        String arn = text(name);
        return arn.substring(arn.lastIndexOf(':') + 1);
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

    /// The body and the attributes of the message to send, without its parameters.
    NewMessage content() {
        return new NewMessage(
                text("MessageBody"),
                attributes("MessageAttributes"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The attributes in a parameter; none if it is missing.
    ObjectNode attributes(String name) {
        return body.path(name) instanceof ObjectNode given
                ? given
                : JsonNodeFactory.instance.objectNode();
    }

    /// The message to send.
    ///
    /// @throws SqsException if a parameter is missing or out of range
    NewMessage message() {
        return new NewMessage(
                text("MessageBody"),
                attributes("MessageAttributes"),
                optionalText("MessageGroupId"),
                optionalText("MessageDeduplicationId"),
                seconds(
                        "DelaySeconds",
                        Queue.DELAY_SECONDS_MAX,
                        "DelaySeconds must be >= 0 and <= 900."));
    }

    String queueUrl(String queueName) {
        return endpoint + "/000000000000/" + queueName;
    }
}
