package chat.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Stream;

/// SQS's validation of messages.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
final class SendRules {
    /// 1 MiB since August 2025, including message attributes. It also limits a whole batch.
    static final int BYTES_MAX = 1024 * 1024;

    private SendRules() {}

    static void check(Queue queue, NewMessage message) {
        if (message.body().isEmpty()) {
            throw new SqsException(
                    "MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (bytes(message) > BYTES_MAX) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + BYTES_MAX
                            + " bytes.");
        }
        if (queue.fifo()) {
            checkFifo(queue, message);
        } else if (message.deduplicationId().isPresent()) {
            throw notForThisQueue("MessageDeduplicationId");
        }
    }

    /// @param messages of one batch
    static void checkBatch(Stream<NewMessage> messages) {
        long bytes = messages.mapToLong(SendRules::bytes).sum();
        if (bytes > BYTES_MAX) {
            throw new SqsException(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(BYTES_MAX, bytes));
        }
    }

    /// The size of a message as AWS counts it: body, and names, types and values of attributes.
    private static long bytes(NewMessage message) {
        long bytes = utf8(message.body());
        for (var attribute : message.attributes().properties()) {
            bytes += utf8(attribute.getKey());
            for (JsonNode part : attribute.getValue()) {
                bytes += utf8(part.asText());
            }
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static void checkFifo(Queue queue, NewMessage message) {
        if (message.groupId().isEmpty()) {
            throw new SqsException(
                    "MissingParameter", "The request must contain the parameter MessageGroupId.");
        }
        if (message.deduplicationId().isEmpty() && !queue.contentBasedDeduplication()) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "The queue should either have ContentBasedDeduplication enabled or"
                            + " MessageDeduplicationId provided explicitly");
        }
        if (message.delay().filter(delay -> delay.isPositive()).isPresent()) {
            throw notForThisQueue("DelaySeconds");
        }
    }

    private static SqsException notForThisQueue(String parameter) {
        return new SqsException(
                "InvalidParameterValue",
                "The request include parameter %s that is not valid for this queue type"
                        .formatted(parameter));
    }
}
