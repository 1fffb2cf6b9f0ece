package chat.local.faults;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// Stream batches that are duplicated, late or split, as Lambda's at-least-once delivery allows.
public final class FaultyStreams implements Invoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Invoker invoker;
    private final Faults faults;

    /// @param invoker receives the batches
    public FaultyStreams(Invoker invoker, Faults faults) {
        this.invoker = invoker;
        this.faults = faults;
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        Optional<Effect.AtStream> fault =
                isStreamBatch(event) ? faults.atStream(functionName) : Optional.empty();
        if (fault.isEmpty()) {
            return invoker.invoke(functionName, event);
        }
        return switch (fault.get()) {
            case Effect.Delay delay -> {
                Faults.pause(delay);
                yield invoker.invoke(functionName, event);
            }
            case Effect.Duplicate _ -> {
                var _ = invoker.invoke(functionName, event);
                yield invoker.invoke(functionName, event);
            }
            case Effect.Split _ -> split(functionName, event);
        };
    }

    /// The second half is delivered only if the first succeeded: failures reported for the first
    /// half are those of the batch.
    private InvocationResult split(String functionName, String event) {
        JsonNode records = parsed(event).path("Records");
        int half = records.size() / 2;
        if (half == 0) {
            return invoker.invoke(functionName, event);
        }
        InvocationResult first = invoker.invoke(functionName, part(records, 0, half));
        return isDone(first)
                ? invoker.invoke(functionName, part(records, half, records.size()))
                : first;
    }

    private static boolean isDone(InvocationResult result) {
        return result instanceof InvocationResult.Returned(String payload)
                && parsed(payload).path("batchItemFailures").isEmpty();
    }

    private static String part(JsonNode records, int from, int to) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode part = event.putArray("Records");
        for (int i = from; i < to; i++) {
            part.add(records.get(i));
        }
        return event.toString();
    }

    private static boolean isStreamBatch(String event) {
        return event.contains("\"aws:dynamodb\"");
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the event or the response is not JSON", notJson);
        }
    }
}
