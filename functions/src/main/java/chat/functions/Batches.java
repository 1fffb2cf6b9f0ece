package chat.functions;

import chat.service.Parallel;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Handles the records of a stream's or a queue's batch side by side, each by itself: one that
/// fails is logged and named, so that it alone is tried again.
///
/// A record that does not say its number or id cannot be named, and Lambda takes the name of none
/// for the failure of all. AWS sends no such record; should one come it is logged and let go.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial
///   batch response for a stream</a>
final class Batches {
    private final String frame;
    private final Parallel parallel;
    private final RequestLog log;

    /// One record: how Lambda names it, how the log does, and what to do with it.
    private record Part(@Nullable String name, @Nullable String logged, Runnable handling) {}

    /// @param frame what the log calls what is done
    Batches(String frame, Parallel parallel, RequestLog log) {
        this.frame = frame;
        this.parallel = parallel;
        this.log = log;
    }

    /// @return the records that have to be tried again
    StreamsEventResponse handle(DynamodbEvent event, Consumer<DynamodbStreamRecord> handling) {
        List<Part> parts = new ArrayList<>();
        for (DynamodbStreamRecord change : event.getRecords()) {
            var record = change.getDynamodb();
            String number = record == null ? null : record.getSequenceNumber();
            parts.add(new Part(number, change.getEventID(), () -> handling.accept(change)));
        }
        return new StreamsEventResponse(
                failed(parts).stream().map(StreamsEventResponse.BatchItemFailure::new).toList());
    }

    /// @return the messages that have to be tried again
    SQSBatchResponse handle(SQSEvent event, Consumer<SQSMessage> handling) {
        List<Part> parts = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            String id = message.getMessageId();
            parts.add(new Part(id, id, () -> handling.accept(message)));
        }
        return new SQSBatchResponse(
                failed(parts).stream().map(SQSBatchResponse.BatchItemFailure::new).toList());
    }

    private List<String> failed(List<Part> parts) {
        List<Supplier<Optional<String>>> calls = new ArrayList<>();
        parts.forEach(part -> calls.add(() -> failed(part)));
        return parallel.all(calls).stream().flatMap(Optional::stream).toList();
    }

    private Optional<String> failed(Part part) {
        try {
            part.handling().run();
            return Optional.empty();
        } catch (RuntimeException failure) {
            log.failure(frame, Objects.toString(part.logged(), ""), failure);
            return Optional.ofNullable(part.name()).filter(name -> !name.isEmpty());
        }
    }
}
