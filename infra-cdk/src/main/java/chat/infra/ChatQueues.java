package chat.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.DeduplicationScope;
import software.amazon.awscdk.services.sqs.FifoThroughputLimit;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The queues for delayed work and for work that failed permanently.
///
/// `Redelivery` is FIFO, so that one connection is caught up by one function at a time (group =
/// connection) and a burst of pushes to it causes only one catch-up (the sender's deduplication
/// id). Its delay is longer than the senders' 2 s deduplication bucket, so the catch-up always runs
/// after every message that was dropped as its duplicate.
///
/// `Announcement` has the same delay. A user who loses the network and reconnects within it is not
/// announced as offline.
final class ChatQueues extends Construct {
    /// Longer than the senders' 2 s deduplication bucket, and than a quick reconnect.
    private static final Duration DELAY = Duration.seconds(3);

    /// A connection lives for at most 2 h, so an older catch-up is of no use.
    private static final Duration REDELIVERY_RETENTION = Duration.hours(4);

    /// An announcement is valid for 15 min. After that, clients ask again.
    private static final Duration ANNOUNCEMENT_RETENTION = Duration.minutes(15);

    /// One retry: a newer announcement replaces an old one.
    private static final int ANNOUNCEMENT_RECEIVES_MAX = 2;

    private static final Duration FAILURE_RETENTION = Duration.days(14);

    /// More than the number of receives after which a socket is closed. The rest are functions that
    /// crash, for 24 min with the visibility timeout of 2 min, and calls that fail, for 8 min.
    private static final int RECEIVES_MAX = 12;

    /// AWS recommends six times the function's timeout, so that a throttled function keeps its
    /// messages.
    private static final int VISIBILITY_TIMEOUTS = 6;

    private final Queue redelivery;
    private final Queue redeliveryFailures;
    private final Queue deliveryFailures;
    private final Queue settleFailures;
    private final Queue blockFailures;
    private final Queue announcement;
    private final Queue announcementFailures;

    ChatQueues(Construct scope, String id) {
        super(scope, id);
        redeliveryFailures = named(fifo("RedeliveryFailures").retentionPeriod(FAILURE_RETENTION));
        deliveryFailures = named(queue("DeliveryFailures").retentionPeriod(FAILURE_RETENTION));
        settleFailures = named(queue("SettleFailures").retentionPeriod(FAILURE_RETENTION));
        blockFailures = named(queue("BlockFailures").retentionPeriod(FAILURE_RETENTION));
        redelivery =
                named(
                        fifo("Redelivery")
                                .deduplicationScope(DeduplicationScope.MESSAGE_GROUP)
                                .fifoThroughputLimit(FifoThroughputLimit.PER_MESSAGE_GROUP_ID)
                                .deliveryDelay(DELAY)
                                .retentionPeriod(REDELIVERY_RETENTION)
                                .visibilityTimeout(visibilityTimeout(ChatFunction.REDELIVER))
                                .deadLetterQueue(
                                        DeadLetterQueue.builder()
                                                .queue(redeliveryFailures)
                                                .maxReceiveCount(RECEIVES_MAX)
                                                .build()));
        announcementFailures =
                named(queue("AnnouncementFailures").retentionPeriod(FAILURE_RETENTION));
        announcement =
                named(
                        queue("Announcement")
                                .deliveryDelay(DELAY)
                                .retentionPeriod(ANNOUNCEMENT_RETENTION)
                                .visibilityTimeout(visibilityTimeout(ChatFunction.REANNOUNCE))
                                .deadLetterQueue(
                                        DeadLetterQueue.builder()
                                                .queue(announcementFailures)
                                                .maxReceiveCount(ANNOUNCEMENT_RECEIVES_MAX)
                                                .build()));
    }

    /// Users whose presence to announce; each message names one user.
    Queue announcement() {
        return announcement;
    }

    /// Announcements that failed [#ANNOUNCEMENT_RECEIVES_MAX] times.
    Queue announcementFailures() {
        return announcementFailures;
    }

    /// Connections to catch up again; each message names one connection.
    Queue redelivery() {
        return redelivery;
    }

    /// Catch-ups that failed [#RECEIVES_MAX] times.
    Queue redeliveryFailures() {
        return redeliveryFailures;
    }

    /// The stream records that the stream mapping gave up on: their position in the stream, not the
    /// records themselves.
    Queue deliveryFailures() {
        return deliveryFailures;
    }

    /// The positions of operations that may be unfinished: a removed text may still be stored.
    Queue settleFailures() {
        return settleFailures;
    }

    /// The positions of entries whose blocks were not built: search reads more slowly there.
    Queue blockFailures() {
        return blockFailures;
    }

    private static Duration visibilityTimeout(ChatFunction reader) {
        long seconds = reader.timeout().toSeconds();
        return Duration.seconds(VISIBILITY_TIMEOUTS * seconds);
    }

    private Queue.Builder fifo(String id) {
        return queue(id).fifo(true).contentBasedDeduplication(false);
    }

    private Queue.Builder queue(String id) {
        return Queue.Builder.create(this, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    /// Sets the queue's logical id to its construct id.
    private static Queue named(Queue.Builder builder) {
        var queue = builder.build();
        LogicalId.set(queue, queue.getNode().getId());
        return queue;
    }
}
