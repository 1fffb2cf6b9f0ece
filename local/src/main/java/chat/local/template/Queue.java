package chat.local.template;

import java.time.Duration;
import java.util.Optional;

/// An `AWS::SQS::Queue`.
///
/// @param name the queue's physical name, which ends in `.fifo` for a FIFO queue
public record Queue(
        String name,
        boolean fifo,
        boolean contentBasedDeduplication,
        Duration delay,
        Duration visibilityTimeout,
        Duration retention,
        Optional<Redrive> redrive) {
    /// The destination of messages that were received `maxReceiveCount` times without being
    /// deleted.
    public record Redrive(String deadLetterQueueName, int maxReceiveCount) {}
}
