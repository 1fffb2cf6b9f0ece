package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An `AWS::Lambda::EventSourceMapping`, with Lambda's defaults for missing properties.
///
/// @param filters event patterns; a record that matches none is skipped. Without patterns all
///   records match
/// @param maximumRetries -1 means until the record expires
/// @param onFailureQueueName the queue that receives the metadata of discarded batches
public record EventSourceMapping(
        String id,
        String functionName,
        Source source,
        int batchSize,
        Duration batchingWindow,
        List<JsonNode> filters,
        boolean bisectBatchOnFunctionError,
        int maximumRetries,
        Optional<Duration> maximumRecordAge,
        boolean reportBatchItemFailures,
        int parallelizationFactor,
        Optional<String> onFailureQueueName) {
    public EventSourceMapping {
        filters = List.copyOf(filters);
    }

    /// The source of the records.
    public sealed interface Source {}

    /// The stream of a table.
    ///
    /// @param startingPosition `TRIM_HORIZON` or `LATEST`
    public record TableStream(String tableName, String startingPosition) implements Source {}

    /// A queue.
    ///
    /// @param batchesMax the maximum number of concurrent batches
    public record QueueSource(String queueName, int batchesMax) implements Source {}
}
