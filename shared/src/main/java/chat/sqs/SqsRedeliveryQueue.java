package chat.sqs;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The redelivery queue as an SQS FIFO queue: one group per connection, so that its drains never
/// run side by side; calls of one process within [#BUCKET] become one message. The queue's own
/// delay must be longer than the bucket: then the one drain reads later than every call it stands
/// for.
public final class SqsRedeliveryQueue implements RedeliveryQueue {
    /// Calls in the same bucket are one message.
    public static final Duration BUCKET = Duration.ofSeconds(2);

    /// The delivery delay the queue must have.
    public static final Duration DELAY = Duration.ofSeconds(3);

    private final SqsClient sqs;
    private final String queueUrl;
    private final InstantSource clock;
    private final Supplier<String> process;

    /// @param process names the running process: another name in each, up to 20 characters
    public SqsRedeliveryQueue(
            SqsClient sqs, String queueUrl, InstantSource clock, Supplier<String> process) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.process = process;
    }

    /// Calls with the same id are one message. SQS knows an id for 5 min, so it must not depend on
    /// clocks that differ: the bucket a process is in may long be over, its drain done, by the
    /// clock of another.
    public static String deduplicationId(ConnectionId connection, String process, Instant now) {
        long bucket = now.toEpochMilli() / BUCKET.toMillis();
        return connection.value() + ":" + process + ":" + bucket;
    }

    @Override
    public void add(UserId user, ConnectionId connection) {
        String id = deduplicationId(connection, process.get(), clock.instant());
        sqs.sendMessage(
                send ->
                        send.queueUrl(queueUrl)
                                .messageGroupId(connection.value())
                                .messageDeduplicationId(id)
                                .messageBody(new Redelivery(user, connection).encode()));
    }
}
