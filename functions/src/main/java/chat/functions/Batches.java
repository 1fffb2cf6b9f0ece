package chat.functions;

import chat.port.Parallel;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Handles the records of a stream's or a queue's batch in parallel. A record that fails is logged
/// and reported, so that only this record is retried.
///
/// A record without a sequence number or message id cannot be reported: Lambda treats a failure
/// without an identifier as the failure of the whole batch. AWS sends no such record. If one
/// arrives, it is logged and dropped.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial
///   batch response for a stream</a>
final class Batches {
    private final String frame;
    private final Parallel parallel;
    private final RequestLog log;

    /// One record: its identifier for Lambda, its identifier in the log, and its handling, which
    /// returns whether the record is done.
    private record Part(@Nullable String name, @Nullable String logged, BooleanSupplier handling) {}

    /// @param frame the name of the operation in the log
    Batches(String frame, Parallel parallel, RequestLog log) {
        this.frame = frame;
        this.parallel = parallel;
        this.log = log;
    }

    /// These batches, with another log: one that is bound to the invocation.
    Batches with(RequestLog lines) {
        return new Batches(frame, parallel, lines);
    }

    /// @return the records to retry
    StreamsEventResponse handle(DynamodbEvent event, Consumer<DynamodbStreamRecord> handling) {
        var failed = failed(event.getRecords(), change -> part(change, handling));
        return new StreamsEventResponse(
                failed.stream().map(StreamsEventResponse.BatchItemFailure::new).toList());
    }

    /// @param handling returns whether a message is done; if not, it is retried
    /// @return the messages to retry
    SQSBatchResponse handle(SQSEvent event, Predicate<SQSMessage> handling) {
        var failed = failed(event.getRecords(), message -> part(message, handling));
        return new SQSBatchResponse(
                failed.stream().map(SQSBatchResponse.BatchItemFailure::new).toList());
    }

    private static Part part(DynamodbStreamRecord change, Consumer<DynamodbStreamRecord> handling) {
        var record = change.getDynamodb();
        String number = record == null ? null : record.getSequenceNumber();
        return new Part(
                number,
                change.getEventID(),
                () -> {
                    handling.accept(change);
                    return true;
                });
    }

    private static Part part(SQSMessage message, Predicate<SQSMessage> handling) {
        String id = message.getMessageId();
        return new Part(id, id, () -> handling.test(message));
    }

    private <R> List<String> failed(List<R> records, Function<R, Part> toPart) {
        List<Supplier<Optional<String>>> calls = new ArrayList<>();
        records.stream()
                .filter(Objects::nonNull) // Lambda's deserializer may produce null records
                .map(toPart)
                .forEach(part -> calls.add(() -> failed(part)));
        return parallel.all(calls).stream().flatMap(Optional::stream).toList();
    }

    private Optional<String> failed(Part part) {
        try {
            if (part.handling().getAsBoolean()) {
                return Optional.empty();
            }
        } catch (RuntimeException failure) {
            log.failure(frame, Objects.toString(part.logged(), ""), failure);
        }
        return Optional.ofNullable(part.name()).filter(name -> !name.isEmpty());
    }

    /// Attributes of a stream record: texts as they are, numbers in decimal.
    static Map<String, String> texts(Map<String, AttributeValue> attributes) {
        var texts = new HashMap<String, String>();
        attributes.forEach(
                (name, value) ->
                        texts.put(name, value.getS() == null ? value.getN() : value.getS()));
        return texts;
    }
}
