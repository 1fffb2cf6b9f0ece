package chat.sqs;

import chat.port.Postponement;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;

/// Postponement by a message's visibility timeout. In a FIFO queue the messages of its group wait
/// with it.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>
public final class SqsPostponement implements Postponement {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsPostponement(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void postpone(String receipt, Duration wait) {
        int seconds = Math.toIntExact(wait.plusSeconds(1).minusNanos(1).toSeconds());
        sqs.changeMessageVisibility(
                change ->
                        change.queueUrl(queueUrl)
                                .receiptHandle(receipt)
                                .visibilityTimeout(seconds));
    }
}
