package chat.sqs;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.service.RedeliveryQueue;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.time.InstantSource;

/// The redelivery queue as an SQS FIFO queue: one group per connection, so that its drains never
/// run side by side; calls within [#BUCKET] become one message. The queue's own delay must be
/// longer than the bucket: then the one drain reads later than every call it stands for.
public final class SqsRedeliveryQueue implements RedeliveryQueue {
    /// Calls in the same bucket are one message.
    public static final Duration BUCKET = Duration.ofSeconds(2);

    /// The delivery delay the queue must have.
    public static final Duration DELAY = Duration.ofSeconds(3);

    private final SqsClient sqs;
    private final String queueUrl;
    private final InstantSource clock;

    public SqsRedeliveryQueue(SqsClient sqs, String queueUrl, InstantSource clock) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
    }

    @Override
    public void add(UserId user, ConnectionId connection) {
        long bucket = clock.millis() / BUCKET.toMillis();
        sqs.sendMessage(
                send ->
                        send.queueUrl(queueUrl)
                                .messageGroupId(connection.value())
                                .messageDeduplicationId(connection.value() + ":" + bucket)
                                .messageBody(new Redelivery(user, connection).encode()));
    }
}
