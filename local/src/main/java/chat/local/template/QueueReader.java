package chat.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads queues, with SQS's defaults for missing properties.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html">AWS::SQS::Queue</a>
record QueueReader(Template template) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VISIBILITY_SECONDS = 30;
    private static final int RETENTION_SECONDS = 4 * 24 * 60 * 60;

    List<Queue> queues() {
        List<Resource> resources = template.ofType("AWS::SQS::Queue");
        Set<String> names = resources.stream().map(Names::physicalName).collect(Collectors.toSet());
        return resources.stream().map(resource -> queue(resource, names)).toList();
    }

    private static Queue queue(Resource resource, Set<String> names) {
        String name = Names.physicalName(resource);
        return new Queue(
                name,
                resource.flag("FifoQueue"),
                resource.flag("ContentBasedDeduplication"),
                seconds(resource, "DelaySeconds", 0, 0, Queue.DELAY_SECONDS_MAX),
                seconds(
                        resource,
                        "VisibilityTimeout",
                        VISIBILITY_SECONDS,
                        0,
                        Queue.VISIBILITY_SECONDS_MAX),
                seconds(
                        resource,
                        "MessageRetentionPeriod",
                        RETENTION_SECONDS,
                        Queue.RETENTION_SECONDS_MIN,
                        Queue.RETENTION_SECONDS_MAX),
                seconds(resource, "ReceiveMessageWaitTimeSeconds", 0, 0, Queue.WAIT_SECONDS_MAX),
                resource.number(
                        "MaximumMessageSize",
                        Queue.MESSAGE_BYTES_MAX,
                        Queue.MESSAGE_BYTES_MIN,
                        Queue.MESSAGE_BYTES_MAX),
                redrive(resource, names));
    }

    private static Duration seconds(
            Resource resource, String property, int absent, int least, int most) {
        return Duration.ofSeconds(resource.number(property, absent, least, most));
    }

    private static Optional<Queue.Redrive> redrive(Resource resource, Set<String> names) {
        Optional<JsonNode> policy = resource.find("RedrivePolicy").map(p -> object(resource, p));
        return policy.map(
                p -> {
                    String arn = p.path("deadLetterTargetArn").asText();
                    String target = arn.substring(arn.lastIndexOf(':') + 1);
                    if (!names.contains(target)) {
                        throw resource.error("RedrivePolicy", "there is no queue " + target);
                    }
                    if (target.endsWith(".fifo") != resource.flag("FifoQueue")) {
                        throw resource.error(
                                "RedrivePolicy", target + " must be a FIFO queue just as this one");
                    }
                    return new Queue.Redrive(target, receives(resource, p));
                });
    }

    private static int receives(Resource resource, JsonNode policy) {
        JsonNode count = policy.path("maxReceiveCount");
        int receives = count.asInt();
        if (receives < 1 || receives > Queue.RECEIVES_MAX) {
            throw resource.error(
                    "RedrivePolicy.maxReceiveCount",
                    "%s is not between 1 and %d".formatted(count.asText(), Queue.RECEIVES_MAX));
        }
        return receives;
    }

    private static JsonNode object(Resource resource, JsonNode policy) {
        if (!policy.isTextual()) {
            return policy;
        }
        try {
            return JSON.readTree(policy.asText());
        } catch (JsonProcessingException e) {
            throw resource.error("RedrivePolicy", "is not JSON: " + e.getOriginalMessage());
        }
    }
}
