package chat.infra;

import static chat.infra.Alarms.PERIOD;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;

import java.util.List;

/// The alarms on the work that waits in streams and queues, or was given up.
///
/// @param alarms where they are created
record WorkAlarms(Alarms alarms, ChatFunctions functions) {
    /// Clients request missed messages themselves within 60 s. Users notice a longer delay.
    private static final Duration STREAM_DELAY = Duration.minutes(1);

    /// A removed text is gone from the table within seconds.
    private static final Duration SETTLE_DELAY = Duration.minutes(10);

    /// Longer than two receives with their visibility timeouts of 2 min.
    private static final Duration QUEUE_DELAY = Duration.minutes(5);

    /// Creates all of them.
    void create(ChatQueues queues) {
        delays(queues);
        notEmpty(
                "RedeliveryFailed",
                queues.redeliveryFailures(),
                "Catch-ups failed repeatedly: RedeliveryFailures has their connections.");
        notEmpty(
                "DeliveryFailed",
                queues.deliveryFailures(),
                "Stream records were discarded: DeliveryFailures has their positions.");
        notEmpty(
                "SettleFailed",
                queues.settleFailures(),
                "A removed text may still be stored: SettleFailures has the positions.");
        notEmpty(
                "BlocksFailed",
                queues.blockFailures(),
                "Search reads logs instead of blocks: BlockFailures has the positions.");
        notEmpty(
                "AnnouncementFailed",
                queues.announcementFailures(),
                "Presence was not announced: AnnouncementFailures has the users.");
    }

    private void notEmpty(String id, Queue queue, String description) {
        var visible = "MAX(ApproximateNumberOfMessagesVisible)";
        alarms.at(1, id, MetricsQuery.ofQueue(visible, queue.getQueueName(), PERIOD), description);
    }

    private void delays(ChatQueues queues) {
        streamDelayed(
                "DeliveryDelayed",
                ChatFunction.DELIVER,
                STREAM_DELAY,
                "The Connections stream is read late: reconnecting devices wait for messages.");
        streamDelayed(
                "PresenceDelayed",
                ChatFunction.ANNOUNCE,
                STREAM_DELAY,
                "The Connections stream is read late: users see outdated presence.");
        streamDelayed(
                "SettleDelayed",
                ChatFunction.SETTLE,
                SETTLE_DELAY,
                "The Messages stream is read late: removed texts may still be stored.");
        queueDelayed("RedeliveryDelayed", queues.redelivery(), "Catch-ups wait in Redelivery.");
        queueDelayed(
                "AnnouncementsDelayed",
                queues.announcement(),
                "Users who went offline are shown online: Announcement is read late.");
    }

    private void streamDelayed(String id, ChatFunction reader, Duration delay, String description) {
        alarms.at(
                delay.toMilliseconds().doubleValue(),
                id,
                MetricsQuery.ofFunctions(
                        "MAX(IteratorAge)",
                        List.of(functions.get(reader).function().getFunctionName()),
                        PERIOD),
                description);
    }

    private void queueDelayed(String id, Queue queue, String description) {
        alarms.at(
                QUEUE_DELAY.toSeconds().doubleValue(),
                id,
                queue.metricApproximateAgeOfOldestMessage(
                        MetricOptions.builder().statistic("Maximum").period(PERIOD).build()),
                description);
    }
}
