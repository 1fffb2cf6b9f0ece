package chat.functions;

import chat.inmemory.SequentialParallel;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// A stream or queue that invokes a function with batches.
enum EventSource {
    /// The Connections stream, consumed for catch-ups.
    DELIVER("deliver-insert", true, chat -> chat.deliver(new SequentialParallel())),
    /// The Connections stream, consumed for presence.
    ANNOUNCE("announce-opened", true, chat -> chat.announce(new SequentialParallel())),
    /// The Messages stream, consumed for operations.
    SETTLE("settle", true, chat -> chat.settle(new SequentialParallel())),
    /// The Messages stream, consumed for the blocks of texts.
    BUILD_BLOCKS("build-blocks", true, chat -> chat.buildBlocks(new SequentialParallel())),
    /// The redelivery queue.
    REDELIVER("redeliver", false, chat -> chat.redeliver(new SequentialParallel())),
    /// The announcement queue.
    REANNOUNCE("reannounce", false, chat -> chat.reannounce(new SequentialParallel()));

    private final String sample;
    private final boolean stream;
    private final Function<HandledChat, RequestHandler<?, ?>> handler;

    EventSource(
            String sample, boolean stream, Function<HandledChat, RequestHandler<?, ?>> handler) {
        this.sample = sample;
        this.stream = stream;
        this.handler = handler;
    }

    /// Returns the name of a sample event.
    String sample() {
        return sample;
    }

    /// Returns the function it invokes.
    RequestHandler<?, ?> handler(HandledChat chat) {
        return handler.apply(chat);
    }

    /// Sets the id by which Lambda identifies a record, unless the record comes from the other kind
    /// of source.
    @SuppressWarnings("unchecked") // A JSON object.
    void name(Map<String, Object> record, String name) {
        if (!stream) {
            record.replace("messageId", name);
        } else if (record.get("dynamodb") instanceof Map<?, ?> change) {
            ((Map<String, Object>) change).put("SequenceNumber", name);
        }
    }

    /// Returns the ids of a batch's records as Lambda deserialized them; empty for a missing id.
    static List<String> names(Object event) {
        return switch (event) {
            case DynamodbEvent changes ->
                    changes.getRecords().stream()
                            .filter(Objects::nonNull)
                            .map(DynamodbStreamRecord::getDynamodb)
                            .map(change -> change == null ? null : change.getSequenceNumber())
                            .map(name -> Objects.toString(name, ""))
                            .toList();
            case SQSEvent messages ->
                    messages.getRecords().stream()
                            .filter(Objects::nonNull)
                            .map(message -> Objects.toString(message.getMessageId(), ""))
                            .toList();
            default -> throw new IllegalArgumentException("of another source");
        };
    }
}
