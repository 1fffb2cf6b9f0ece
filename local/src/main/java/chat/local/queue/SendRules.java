package chat.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// SQS's validation of messages.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
final class SendRules {
    /// The limit of a batch is that of a message.
    private static final int BATCH_BYTES_MAX = Queue.MESSAGE_BYTES_MAX;

    private static final Pattern IDENTIFIER = Pattern.compile("[!-~]{1,128}");

    /// The characters that XML 1.0 does not allow.
    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private SendRules() {}

    static void check(Queue queue, NewMessage message) {
        if (message.body().isEmpty()) {
            throw new SqsException(
                    "MissingParameter", "The request must contain the parameter MessageBody.");
        }
        checkCharacters(message.body());
        AttributeRules.check(message.attributes());
        if (bytes(message) > queue.messageBytesMax()) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + queue.messageBytesMax()
                            + " bytes.");
        }
        message.groupId().ifPresent(id -> checkIdentifier("MessageGroupId", id));
        message.deduplicationId().ifPresent(id -> checkIdentifier("MessageDeduplicationId", id));
        if (queue.fifo()) {
            checkFifo(queue, message);
        } else if (message.deduplicationId().isPresent()) {
            throw notForThisQueue("MessageDeduplicationId");
        }
    }

    /// @param messages of one batch
    static void checkBatch(Stream<NewMessage> messages) {
        long bytes = messages.mapToLong(SendRules::bytes).sum();
        if (bytes > BATCH_BYTES_MAX) {
            throw new SqsException(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(BATCH_BYTES_MAX, bytes));
        }
    }

    /// The error for a parameter whose value is out of range.
    static SqsException invalid(String parameter, String value, String reason) {
        return new SqsException(
                "InvalidParameterValue",
                "Value %s for parameter %s is invalid. Reason: %s"
                        .formatted(value, parameter, reason));
    }

    /// @throws SqsException if a text has characters that SQS does not take
    static void checkCharacters(String text) {
        if (FORBIDDEN.matcher(text).find()) {
            throw new SqsException(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20"
                            + " to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
    }

    /// Group and deduplication ids are up to 128 letters, digits and punctuation characters.
    private static void checkIdentifier(String parameter, String id) {
        if (!IDENTIFIER.matcher(id).matches()) {
            throw invalid(
                    parameter,
                    id,
                    parameter
                            + " can only include alphanumeric and punctuation characters. 1 to 128"
                            + " in length.");
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
