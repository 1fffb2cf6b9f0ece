package chat.local.template;

import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Reads event source mappings, with Lambda's defaults where the template is silent.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html">AWS::Lambda::EventSourceMapping</a>
record MappingReader(Template template, Sources sources) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURE = "DestinationConfig.OnFailure.Destination";

    /// The mappings that are not disabled.
    List<EventSourceMapping> mappings() {
        return template.ofType("AWS::Lambda::EventSourceMapping").stream()
                .filter(r -> r.optionalText("Enabled").map("true"::equals).orElse(true))
                .map(this::mapping)
                .toList();
    }

    private EventSourceMapping mapping(Resource resource) {
        Function function = sources.targets().byName(resource, "FunctionName");
        EventSourceMapping.Source source = sources.source(resource);
        if (source instanceof QueueSource(String queueName)) {
            checkVisibility(resource, function, queueName);
        }
        return new EventSourceMapping(
                resource.id(),
                function.name(),
                source,
                batchSize(resource, source),
                Duration.ofSeconds(resource.number("MaximumBatchingWindowInSeconds", 0)),
                filters(resource),
                resource.flag("BisectBatchOnFunctionError"),
                resource.number("MaximumRetryAttempts", -1),
                resource.optionalNumber("MaximumRecordAgeInSeconds")
                        .filter(seconds -> seconds >= 0)
                        .map(Duration::ofSeconds),
                reportsItemFailures(resource),
                resource.number("ParallelizationFactor", 1),
                failureQueue(resource));
    }

    private static int batchSize(Resource resource, EventSourceMapping.Source source) {
        return switch (source) {
            case TableStream _ -> inRange(resource, 100, 10_000);
            case QueueSource(String name) ->
                    inRange(resource, 10, name.endsWith(".fifo") ? 10 : 10_000);
        };
    }

    private static int inRange(Resource resource, int absent, int most) {
        int size = resource.number("BatchSize", absent);
        if (size < 1 || size > most) {
            throw resource.error("BatchSize", size + " is not between 1 and " + most);
        }
        return size;
    }

    private void checkVisibility(Resource resource, Function function, String queueName) {
        Queue queue = Objects.requireNonNull(sources.queues().get(queueName));
        if (function.timeout().compareTo(queue.visibilityTimeout()) > 0) {
            throw resource.error(
                    "EventSourceArn",
                    "the visibility timeout of %s (%d s) is shorter than the timeout of %s (%d s)"
                            .formatted(
                                    queueName,
                                    queue.visibilityTimeout().toSeconds(),
                                    function.name(),
                                    function.timeout().toSeconds()));
        }
    }

    private static boolean reportsItemFailures(Resource resource) {
        return resource.list("FunctionResponseTypes").stream()
                .anyMatch(type -> type.asText().equals("ReportBatchItemFailures"));
    }

    private Optional<String> failureQueue(Resource resource) {
        if (resource.find(FAILURE).isEmpty()) {
            return Optional.empty();
        }
        Queue queue = sources.queue(resource, FAILURE);
        if (queue.fifo()) {
            throw resource.error(FAILURE, queue.name() + " is a FIFO queue; Lambda takes none");
        }
        return Optional.of(queue.name());
    }

    private static List<JsonNode> filters(Resource resource) {
        return resource.list("FilterCriteria.Filters").stream()
                .map(filter -> pattern(resource, filter.path("Pattern").asText()))
                .toList();
    }

    private static JsonNode pattern(Resource resource, String pattern) {
        try {
            JsonNode parsed = JSON.readTree(pattern);
            if (!parsed.isObject()) {
                throw resource.error("FilterCriteria.Filters", "is no pattern: " + pattern);
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw resource.error("FilterCriteria.Filters", "is not JSON: " + pattern);
        }
    }
}
