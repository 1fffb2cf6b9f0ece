package chat.local.queue;

import chat.local.template.Queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The attributes of a queue in `SetQueueAttributes` and `CreateQueue`.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
record SettingsChange(Queues queues) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The attributes that only `CreateQueue` can set.
    private static final Set<String> FIXED = Set.of("FifoQueue", "ContentBasedDeduplication");

    /// The settings of a queue with other attributes.
    ///
    /// @param attributes values by attribute; attributes that cannot be changed are left out
    /// @throws SqsException if an attribute is unknown, out of range, or not supported here
    Queue of(Queue settings, JsonNode attributes) {
        Queue changed = settings;
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            if (!FIXED.contains(attribute.getKey())) {
                changed = with(changed, attribute.getKey(), attribute.getValue().asText());
            }
        }
        return changed;
    }

    private Queue with(Queue old, String name, String value) {
        return switch (name) {
            case "DelaySeconds", "VisibilityTimeout", "MessageRetentionPeriod" ->
                    withTime(old, name, value);
            case "ReceiveMessageWaitTimeSeconds" ->
                    copy(
                            old,
                            seconds(name, value, 0, Queue.WAIT_SECONDS_MAX),
                            old.messageBytesMax(),
                            old.redrive());
            case "MaximumMessageSize" ->
                    copy(
                            old,
                            old.receiveWait(),
                            number(name, value, Queue.MESSAGE_BYTES_MIN, Queue.MESSAGE_BYTES_MAX),
                            old.redrive());
            case "RedrivePolicy" ->
                    copy(old, old.receiveWait(), old.messageBytesMax(), redrive(old, value));
            default ->
                    throw new SqsException(
                            "InvalidAttributeName", "Attribute " + name + " is not supported.");
        };
    }

    private static Queue withTime(Queue old, String name, String value) {
        var delay = old.delay();
        var visibility = old.visibilityTimeout();
        var retention = old.retention();
        return switch (name) {
            case "DelaySeconds" ->
                    copy(
                            old,
                            seconds(name, value, 0, Queue.DELAY_SECONDS_MAX),
                            visibility,
                            retention);
            case "VisibilityTimeout" ->
                    copy(
                            old,
                            delay,
                            seconds(name, value, 0, Queue.VISIBILITY_SECONDS_MAX),
                            retention);
            default -> copy(old, delay, visibility, retention(name, value));
        };
    }

    private static Duration retention(String name, String value) {
        return seconds(name, value, Queue.RETENTION_SECONDS_MIN, Queue.RETENTION_SECONDS_MAX);
    }

    private static Queue copy(Queue old, Duration delay, Duration visibility, Duration retention) {
        return new Queue(
                old.name(),
                old.fifo(),
                old.contentBasedDeduplication(),
                delay,
                visibility,
                retention,
                old.receiveWait(),
                old.messageBytesMax(),
                old.redrive());
    }

    private static Queue copy(
            Queue old, Duration receiveWait, int bytesMax, Optional<Queue.Redrive> redrive) {
        return new Queue(
                old.name(),
                old.fifo(),
                old.contentBasedDeduplication(),
                old.delay(),
                old.visibilityTimeout(),
                old.retention(),
                receiveWait,
                bytesMax,
                redrive);
    }

    private static Duration seconds(String name, String value, int least, int most) {
        return Duration.ofSeconds(number(name, value, least, most));
    }

    private static int number(String name, String value, int least, int most) {
        boolean isNumber = value.matches("\\d{1,9}");
        if (!isNumber || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new SqsException(
                    "InvalidAttributeValue",
                    "Invalid value for the parameter %s. Reason: %s is not between %d and %d."
                            .formatted(name, value, least, most));
        }
        return Integer.parseInt(value);
    }

    /// An empty policy removes the dead-letter queue.
    private Optional<Queue.Redrive> redrive(Queue queue, String policy) {
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = parsed(policy);
        String arn = json.path("deadLetterTargetArn").asText();
        String target = arn.substring(arn.lastIndexOf(':') + 1);
        int receives = json.path("maxReceiveCount").asInt();
        if (receives < 1 || receives > Queue.RECEIVES_MAX) {
            throw invalid(policy, "maxReceiveCount must be between 1 and 1000.");
        }
        if (!queues.all().containsKey(target)) {
            throw invalid(policy, "Dead letter target does not exist.");
        }
        if (queues.queue(target).settings().fifo() != queue.fifo()) {
            throw invalid(policy, "Dead-letter queue must be same type of queue as the source.");
        }
        return Optional.of(new Queue.Redrive(target, receives));
    }

    private static JsonNode parsed(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException notJson) {
            throw invalid(policy, "Redrive policy is not a valid JSON map.");
        }
    }

    private static SqsException invalid(String policy, String reason) {
        return SendRules.invalid("RedrivePolicy", policy, reason);
    }
}
