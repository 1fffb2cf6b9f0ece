package chat.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.template.Queue;

/// SQS's validation of messages.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
final class SendRules {
    /// 1 MiB since August 2025.
    static final int BODY_BYTES_MAX = 1024 * 1024;

    private SendRules() {}

    static void check(Queue queue, NewMessage message) {
        if (message.body().isEmpty()) {
            throw new SqsException(
                    "MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (message.body().getBytes(UTF_8).length > BODY_BYTES_MAX) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + BODY_BYTES_MAX
                            + " bytes.");
        }
        if (queue.fifo()) {
            checkFifo(queue, message);
        } else if (message.deduplicationId().isPresent()) {
            throw notForThisQueue("MessageDeduplicationId");
        }
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
