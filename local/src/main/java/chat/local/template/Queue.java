package chat.local.template;

import java.time.Duration;
import java.util.Optional;

/// An `AWS::SQS::Queue`.
///
/// @param name the queue's physical name, ending in `.fifo` for a FIFO queue
public record Queue(
        String name,
        boolean fifo,
        boolean contentBasedDeduplication,
        Duration delay,
        Duration visibilityTimeout,
        Duration retention,
        Optional<Redrive> redrive) {
    /// Where a message goes that was received `maxReceiveCount` times without being deleted.
    public record Redrive(String deadLetterQueueName, int maxReceiveCount) {}
}
