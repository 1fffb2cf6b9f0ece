package chat.local.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The resources that event source mappings can refer to: tables with a stream, queues and
/// functions.
///
/// @param tables by physical name
/// @param queues by physical name
record Sources(Map<String, Table> tables, Map<String, Queue> queues, Targets targets) {
    private static final String CONCURRENCY = "ScalingConfig.MaximumConcurrency";
    private static final int CONCURRENCY_MIN = 2;
    private static final int CONCURRENCY_MAX = 1_000;

    private static final Pattern STREAM =
            Pattern.compile("arn:[^:]+:dynamodb:[^:]*:[^:]*:table/([^/]+)/stream/.+");
    private static final Pattern QUEUE = Pattern.compile("arn:[^:]+:sqs:[^:]*:[^:]*:([^:/]+)");

    Sources {
        tables = Map.copyOf(tables);
        queues = Map.copyOf(queues);
    }

    /// The source of a mapping.
    EventSourceMapping.Source source(Resource mapping) {
        String arn = mapping.text("EventSourceArn");
        Matcher stream = STREAM.matcher(arn);
        if (stream.matches()) {
            Table table = tables.get(stream.group(1));
            if (table == null || table.streamViewType().isEmpty()) {
                throw mapping.error("EventSourceArn", "there is no stream " + arn);
            }
            String position = mapping.text("StartingPosition");
            if (!position.equals("TRIM_HORIZON") && !position.equals("LATEST")) {
                throw mapping.error("StartingPosition", "is not for DynamoDB streams: " + position);
            }
            return new EventSourceMapping.TableStream(table.name(), position);
        }
        return new EventSourceMapping.QueueSource(
                queue(mapping, "EventSourceArn").name(),
                mapping.number(CONCURRENCY, CONCURRENCY_MAX, CONCURRENCY_MIN, CONCURRENCY_MAX));
    }

    /// The queue whose ARN is the value of a property.
    Queue queue(Resource mapping, String property) {
        String arn = mapping.text(property);
        Matcher matcher = QUEUE.matcher(arn);
        Queue queue = matcher.matches() ? queues.get(matcher.group(1)) : null;
        if (queue == null) {
            throw mapping.error(property, "there is no queue or stream " + arn);
        }
        return queue;
    }
}
