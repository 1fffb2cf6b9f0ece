package chat.local.queue;

import chat.local.template.Queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A `CreateQueue`: the name and the attributes, with SQS's defaults for missing ones.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
record QueueRequest(SqsRequest request) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String FIFO = ".fifo";
    private static final int NAME_LENGTH_MAX = 80;
    private static final int DAY_SECONDS = 24 * 60 * 60;

    /// The attributes that have an effect here.
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "ContentBasedDeduplication",
                    "DelaySeconds",
                    "FifoQueue",
                    "MessageRetentionPeriod",
                    "RedrivePolicy",
                    "VisibilityTimeout");

    /// Whether the request leaves every attribute to its default. Then it also names an existing
    /// queue with other attributes.
    boolean isPlain() {
        return attributes().isEmpty();
    }

    /// The queue to create.
    ///
    /// @throws SqsException if name or attributes are not valid
    Queue settings() {
        attributes().fieldNames().forEachRemaining(QueueRequest::checkName);
        boolean fifo = flag("FifoQueue");
        return new Queue(
                name(fifo),
                fifo,
                flag("ContentBasedDeduplication"),
                seconds("DelaySeconds", 0, 0, 900),
                seconds("VisibilityTimeout", 30, 0, DAY_SECONDS / 2),
                seconds("MessageRetentionPeriod", 4 * DAY_SECONDS, 60, 14 * DAY_SECONDS),
                redrive());
    }

    private static void checkName(String attribute) {
        if (!ATTRIBUTES.contains(attribute)) {
            throw new SqsException(
                    "InvalidAttributeName", "Attribute " + attribute + " is not supported.");
        }
    }

    private String name(boolean fifo) {
        String name = request.text("QueueName");
        String stem = fifo && name.endsWith(FIFO) ? withoutSuffix(name) : name;
        if (name.length() > NAME_LENGTH_MAX
                || name.endsWith(FIFO) != fifo
                || !NAME.matcher(stem).matches()) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "The queue name must be 1 to 80 letters, digits, - and _, and end in .fifo for"
                            + " a FIFO queue only.");
        }
        return name;
    }

    private static String withoutSuffix(String name) {
        return name.substring(0, name.length() - FIFO.length());
    }

    private boolean flag(String name) {
        return switch (attributes().path(name).asText("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name);
        };
    }

    private Duration seconds(String name, int absent, int least, int most) {
        int value = attributes().path(name).asInt(attributes().has(name) ? -1 : absent);
        if (value < least || value > most) {
            throw invalid(name);
        }
        return Duration.ofSeconds(value);
    }

    private Optional<Queue.Redrive> redrive() {
        if (!attributes().has("RedrivePolicy")) {
            return Optional.empty();
        }
        try {
            JsonNode policy = JSON.readTree(attributes().get("RedrivePolicy").asText());
            String arn = policy.path("deadLetterTargetArn").asText();
            int receives = policy.path("maxReceiveCount").asInt();
            if (arn.isEmpty() || receives < 1) {
                throw invalid("RedrivePolicy");
            }
            return Optional.of(
                    new Queue.Redrive(arn.substring(arn.lastIndexOf(':') + 1), receives));
        } catch (JsonProcessingException notJson) {
            throw invalid("RedrivePolicy");
        }
    }

    private static SqsException invalid(String attribute) {
        return new SqsException(
                "InvalidAttributeValue", "Invalid value for the parameter " + attribute + ".");
    }

    private JsonNode attributes() {
        return request.body().path("Attributes");
    }
}
