package chat.local.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Changes that a mapping discarded, with the reason.
///
/// @param condition `RetryAttemptsExhausted` or `RecordAgeExceeded`
/// @param invocations number of invocations with exactly these changes
/// @param functionError whether the function itself failed, as opposed to reporting failures
record Discard(List<Change> changes, String condition, int invocations, boolean functionError) {
    Discard {
        changes = List.copyOf(changes);
    }

    /// The message for the failure queue. Contains the position of the changes, but not their
    /// content.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
    ///   discarded records for a DynamoDB event source</a>
    String message(Place place, Instant now) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("requestContext")
                .put("requestId", place.requestId())
                .put(
                        "functionArn",
                        "arn:aws:lambda:us-east-1:000000000000:function:" + place.functionName())
                .put("condition", condition)
                .put("approximateInvokeCount", invocations);
        ObjectNode response = message.putObject("responseContext");
        response.put("statusCode", 200).put("executedVersion", "$LATEST");
        if (functionError) {
            response.put("functionError", "Unhandled");
        }
        message.put("version", "1.0");
        message.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        message.putObject("DDBStreamBatchInfo")
                .put("shardId", place.shardId())
                .put("startSequenceNumber", changes.getFirst().sequenceNumber())
                .put("endSequenceNumber", changes.getLast().sequenceNumber())
                .put("approximateArrivalOfFirstRecord", seconds(changes.getFirst().at()))
                .put("approximateArrivalOfLastRecord", seconds(changes.getLast().at()))
                .put("batchSize", changes.size())
                .put("streamArn", place.streamArn());
        return message.toString();
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// The origin and destination of changes.
    record Place(String requestId, String functionName, String shardId, String streamArn) {}
}
