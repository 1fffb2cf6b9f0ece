package chat.local.queue;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// A `CreateQueue` request: the name and the attributes, with SQS's defaults for missing ones.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
record QueueRequest(Queues queues, SqsRequest request) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String FIFO = ".fifo";
    private static final int NAME_LENGTH_MAX = 80;

    /// Whether the request has no attributes. Such a request is valid for an existing queue
    /// regardless of its attributes.
    boolean isPlain() {
        return attributes().isEmpty();
    }

    /// The queue to create.
    ///
    /// @throws SqsException if name or attributes are not valid
    Queue settings() {
        boolean fifo = flag("FifoQueue");
        var plain =
                new Queue(
                        name(fifo),
                        fifo,
                        flag("ContentBasedDeduplication"),
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofDays(4),
                        Optional.empty());
        return new SettingsChange(queues).of(plain, attributes());
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

    private static SqsException invalid(String attribute) {
        return new SqsException(
                "InvalidAttributeValue", "Invalid value for the parameter " + attribute + ".");
    }

    private JsonNode attributes() {
        return request.attributes("Attributes");
    }
}
