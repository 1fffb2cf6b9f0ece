package chat.local.template;

import java.time.Duration;
import java.util.Optional;

/// An `AWS::SQS::Queue`.
///
/// @param name the queue's physical name, which ends in `.fifo` for a FIFO queue
/// @param receiveWait how long a receive waits for a message unless the request specifies it
/// @param messageBytesMax the largest message, with its attributes
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">Attributes
///   of a queue, with their ranges</a>
public record Queue(
        String name,
        boolean fifo,
        boolean contentBasedDeduplication,
        Duration delay,
        Duration visibilityTimeout,
        Duration retention,
        Duration receiveWait,
        int messageBytesMax,
        Optional<Redrive> redrive) {
    /// The longest delay, in seconds.
    public static final int DELAY_SECONDS_MAX = 900;

    /// The longest visibility timeout, in seconds.
    public static final int VISIBILITY_SECONDS_MAX = 43_200;

    /// The shortest retention, in seconds.
    public static final int RETENTION_SECONDS_MIN = 60;

    /// The longest retention, in seconds.
    public static final int RETENTION_SECONDS_MAX = 1_209_600;

    /// The longest wait of a receive, in seconds.
    public static final int WAIT_SECONDS_MAX = 20;

    /// The lowest limit of a message's size that a queue may have.
    public static final int MESSAGE_BYTES_MIN = 1024;

    /// 1 MiB since August 2025, including message attributes.
    public static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    /// The highest `maxReceiveCount`.
    public static final int RECEIVES_MAX = 1000;

    /// A queue that takes messages of any size, and whose receives do not wait.
    public Queue(
            String name,
            boolean fifo,
            boolean contentBasedDeduplication,
            Duration delay,
            Duration visibilityTimeout,
            Duration retention,
            Optional<Redrive> redrive) {
        this(
                name,
                fifo,
                contentBasedDeduplication,
                delay,
                visibilityTimeout,
                retention,
                Duration.ZERO,
                MESSAGE_BYTES_MAX,
                redrive);
    }

    /// The destination of messages that were received `maxReceiveCount` times without being
    /// deleted.
    public record Redrive(String deadLetterQueueName, int maxReceiveCount) {}
}
