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

/// Reads event source mappings, with Lambda's defaults for missing properties.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html">AWS::Lambda::EventSourceMapping</a>
record MappingReader(Template template, Sources sources) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURE = "DestinationConfig.OnFailure.Destination";
    private static final String WINDOW = "MaximumBatchingWindowInSeconds";
    private static final String AGE = "MaximumRecordAgeInSeconds";
    private static final String FILTERS = "FilterCriteria.Filters";
    private static final int WINDOW_SECONDS_MAX = 300;
    private static final int RETRIES_MAX = 10_000;
    private static final int PARALLELIZATION_MAX = 10;
    private static final int AGE_SECONDS_MIN = 60;
    private static final int AGE_SECONDS_MAX = 604_800;

    /// A larger batch of a queue mapping needs a batching window.
    private static final int BATCH_WITHOUT_WINDOW_MAX = 10;

    /// Lambda's quota is five, or ten on request.
    private static final int FILTERS_MAX = 10;

    private static final int PATTERN_CHARACTERS_MAX = 4096;

    /// The mappings that are enabled.
    List<EventSourceMapping> mappings() {
        return template.ofType("AWS::Lambda::EventSourceMapping").stream()
                .filter(r -> r.optionalText("Enabled").map("true"::equals).orElse(true))
                .map(this::mapping)
                .toList();
    }

    private EventSourceMapping mapping(Resource resource) {
        Function function = sources.targets().byName(resource, "FunctionName");
        EventSourceMapping.Source source = sources.source(resource);
        if (source instanceof QueueSource(String queueName, _)) {
            checkVisibility(resource, function, queueName);
            checkWindow(resource, queueName);
        }
        if (resource.number("TumblingWindowInSeconds", 0) != 0) {
            throw resource.error("TumblingWindowInSeconds", "does not run locally");
        }
        return new EventSourceMapping(
                resource.id(),
                function.name(),
                source,
                batchSize(resource, source),
                Duration.ofSeconds(resource.number(WINDOW, 0, 0, WINDOW_SECONDS_MAX)),
                filters(resource),
                resource.flag("BisectBatchOnFunctionError"),
                resource.number("MaximumRetryAttempts", -1, -1, RETRIES_MAX),
                maximumRecordAge(resource),
                reportsItemFailures(resource),
                resource.number("ParallelizationFactor", 1, 1, PARALLELIZATION_MAX),
                failureQueue(resource));
    }

    private static int batchSize(Resource resource, EventSourceMapping.Source source) {
        return switch (source) {
            case TableStream _ -> resource.number("BatchSize", 100, 1, 10_000);
            case QueueSource(String name, _) ->
                    resource.number("BatchSize", 10, 1, name.endsWith(".fifo") ? 10 : 10_000);
        };
    }

    private static Optional<Duration> maximumRecordAge(Resource resource) {
        return resource.number(AGE, -1) == -1
                ? Optional.empty()
                : Optional.of(
                        Duration.ofSeconds(
                                resource.number(AGE, -1, AGE_SECONDS_MIN, AGE_SECONDS_MAX)));
    }

    private static void checkWindow(Resource resource, String queueName) {
        boolean fifo = queueName.endsWith(".fifo");
        int window = resource.number(WINDOW, 0);
        if (window > 0 && fifo) {
            throw resource.error(WINDOW, queueName + " is a FIFO queue, which can have none");
        }
        if (window == 0 && !fifo && resource.number("BatchSize", 1) > BATCH_WITHOUT_WINDOW_MAX) {
            throw resource.error(WINDOW, "must be at least 1 where BatchSize is more than ten");
        }
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
            throw resource.error(
                    FAILURE, queue.name() + " is a FIFO queue, which Lambda does not accept here");
        }
        return Optional.of(queue.name());
    }

    private static List<JsonNode> filters(Resource resource) {
        List<JsonNode> filters = resource.list(FILTERS);
        if (filters.size() > FILTERS_MAX) {
            throw resource.error(FILTERS, "more than %d filters".formatted(FILTERS_MAX));
        }
        return filters.stream()
                .map(filter -> pattern(resource, filter.path("Pattern").asText()))
                .toList();
    }

    private static JsonNode pattern(Resource resource, String pattern) {
        if (pattern.length() > PATTERN_CHARACTERS_MAX) {
            throw resource.error(FILTERS, "a pattern has more than 4096 characters");
        }
        try {
            JsonNode parsed = JSON.readTree(pattern);
            if (!parsed.isObject()) {
                throw resource.error(FILTERS, "is no pattern: " + pattern);
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw resource.error(FILTERS, "is not JSON: " + pattern);
        }
    }
}
