package chat.sqs;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The redelivery queue as an SQS FIFO queue. Each connection is a group, so catch-ups of one
/// connection never run in parallel. Calls of one process within [#BUCKET] become one message. The
/// queue's delay must be longer than the bucket, so that the catch-up runs after all the calls that
/// its message replaces.
public final class SqsRedeliveryQueue implements RedeliveryQueue {
    /// Calls in the same bucket become one message.
    public static final Duration BUCKET = Duration.ofSeconds(2);

    /// The delivery delay that the queue must have.
    public static final Duration DELAY = Duration.ofSeconds(3);

    private final SqsClient sqs;
    private final String queueUrl;
    private final InstantSource clock;
    private final Supplier<String> process;

    /// @param process a name of up to 20 characters, unique to the running process
    public SqsRedeliveryQueue(
            SqsClient sqs, String queueUrl, InstantSource clock, Supplier<String> process) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.process = process;
    }

    /// The deduplication id: calls with the same id become one message. SQS remembers an id for 5
    /// min. The id names the process because clocks differ: another process may reach the same
    /// bucket when the catch-up for it is already done.
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
