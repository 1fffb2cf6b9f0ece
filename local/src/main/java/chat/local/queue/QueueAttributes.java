package chat.local.queue;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;

/// The response of `GetQueueAttributes`.
final class QueueAttributes {
    /// The attributes that SQS knows, of which this runtime has a part.
    private static final Set<String> KNOWN =
            Set.of(
                    "All",
                    "QueueArn",
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed",
                    "CreatedTimestamp",
                    "LastModifiedTimestamp",
                    "DelaySeconds",
                    "VisibilityTimeout",
                    "MessageRetentionPeriod",
                    "ReceiveMessageWaitTimeSeconds",
                    "MaximumMessageSize",
                    "FifoQueue",
                    "ContentBasedDeduplication",
                    "DeduplicationScope",
                    "FifoThroughputLimit",
                    "RedrivePolicy",
                    "RedriveAllowPolicy",
                    "Policy",
                    "KmsMasterKeyId",
                    "KmsDataKeyReusePeriodSeconds",
                    "SqsManagedSseEnabled");

    private QueueAttributes() {}

    static ObjectNode of(MessageQueue queue, Set<String> names) {
        Queue settings = queue.settings();
        MessageQueue.Counts counts = queue.counts();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("QueueArn", "arn:aws:sqs:us-east-1:000000000000:" + settings.name());
        all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
        all.put("DelaySeconds", Long.toString(settings.delay().toSeconds()));
        all.put("VisibilityTimeout", Long.toString(settings.visibilityTimeout().toSeconds()));
        all.put("MessageRetentionPeriod", Long.toString(settings.retention().toSeconds()));
        all.put("ReceiveMessageWaitTimeSeconds", Long.toString(settings.receiveWait().toSeconds()));
        all.put("MaximumMessageSize", Integer.toString(settings.messageBytesMax()));
        if (settings.fifo()) {
            all.put("FifoQueue", "true");
            all.put(
                    "ContentBasedDeduplication",
                    Boolean.toString(settings.contentBasedDeduplication()));
        }
        settings.redrive()
                .ifPresent(
                        redrive ->
                                all.put(
                                        "RedrivePolicy",
                                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":%d}"
                                                .formatted(
                                                        redrive.deadLetterQueueName(),
                                                        redrive.maxReceiveCount())));
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw new SqsException("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        }
        if (!names.contains("All")) {
            all.retain(names);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Attributes", all);
        return answer;
    }
}
