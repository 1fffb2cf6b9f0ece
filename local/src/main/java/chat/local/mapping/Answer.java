package chat.local.mapping;

import chat.local.lambda.InvocationResult;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The outcome of a batch, read from the result of its invocation.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
///   partial batch response</a>
sealed interface Answer {
    /// All records were processed.
    record Done() implements Answer {}

    /// These positions of the batch failed; ascending, not empty.
    record FailedAt(List<Integer> places) implements Answer {
        public FailedAt {
            places = List.copyOf(places);
        }
    }

    /// The whole batch failed.
    record FailedWhole() implements Answer {}

    /// The number of failed records of a batch.
    default int failed(int records) {
        return switch (this) {
            case Done() -> 0;
            case FailedAt(List<Integer> places) -> places.size();
            case FailedWhole() -> records;
        };
    }

    /// Interprets a result.
    ///
    /// @param items the identifiers of the batch's records
    /// @param reportsItemFailures whether the mapping has `ReportBatchItemFailures` enabled
    static Answer of(InvocationResult result, List<String> items, boolean reportsItemFailures) {
        return switch (result) {
            case InvocationResult.Returned(String payload) ->
                    reportsItemFailures ? reported(payload, items) : new Done();
            case InvocationResult.Failed _,
                    InvocationResult.TimedOut _,
                    InvocationResult.NotFound _ ->
                    new FailedWhole();
        };
    }

    private static Answer reported(String payload, List<String> items) {
        JsonNode failures = failures(payload);
        if (failures.isMissingNode() || failures.isNull() || failures.isEmpty()) {
            return failures.isValueNode() && !failures.isNull() ? new FailedWhole() : new Done();
        }
        Set<Integer> places = new TreeSet<>();
        for (JsonNode failure : failures) {
            int place = items.indexOf(failure.path("itemIdentifier").asText());
            if (place < 0) {
                return new FailedWhole();
            }
            places.add(place);
        }
        return new FailedAt(List.copyOf(places));
    }

    private static JsonNode failures(String payload) {
        var mapper = new ObjectMapper();
        try {
            JsonNode answer = mapper.readTree(payload.isBlank() ? "null" : payload);
            return answer.path("batchItemFailures");
        } catch (JsonProcessingException e) {
            return mapper.getNodeFactory().textNode("not JSON");
        }
    }
}
