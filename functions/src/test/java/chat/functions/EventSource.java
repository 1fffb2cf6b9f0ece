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

/// What calls a function without a client, a batch at a time.
enum EventSource {
    /// The Connections stream, for drains.
    DELIVER("deliver-insert", true, chat -> chat.deliver(new SequentialParallel())),
    /// The Connections stream, for presence.
    ANNOUNCE("announce-opened", true, chat -> chat.announce(new SequentialParallel())),
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

    /// The name of a sample of its events.
    String sample() {
        return sample;
    }

    /// The function it calls.
    RequestHandler<?, ?> handler(HandledChat chat) {
        return handler.apply(chat);
    }

    /// Gives a record of a sample the name by which Lambda knows it, unless it is of another kind
    /// of source.
    @SuppressWarnings("unchecked") // A JSON object.
    void name(Map<String, Object> record, String name) {
        if (!stream) {
            record.replace("messageId", name);
        } else if (record.get("dynamodb") instanceof Map<?, ?> change) {
            ((Map<String, Object>) change).put("SequenceNumber", name);
        }
    }

    /// The names of a batch's records, as Lambda has read them; empty for one that has none.
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
