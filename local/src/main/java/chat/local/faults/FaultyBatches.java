package chat.local.faults;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// Batches of streams and queues that are duplicated, late or split, as Lambda's at-least-once
/// delivery allows.
public final class FaultyBatches implements Invoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Invoker invoker;
    private final Faults faults;

    /// @param invoker receives the batches
    public FaultyBatches(Invoker invoker, Faults faults) {
        this.invoker = invoker;
        this.faults = faults;
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        Optional<Effect.AtBatch> fault =
                section(event).flatMap(section -> faults.atBatch(section, functionName));
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

    /// Of a stream, the second half is delivered only if the first succeeded: failures reported for
    /// the first half are those of the batch. Of a queue, it is delivered unless the first threw;
    /// the failures of both halves are those of the batch.
    private InvocationResult split(String functionName, String event) {
        JsonNode records = parsed(event).path("Records");
        int half = records.size() / 2;
        if (half == 0) {
            return invoker.invoke(functionName, event);
        }
        InvocationResult first = invoker.invoke(functionName, part(records, 0, half));
        if (isQueueBatch(event) && first instanceof InvocationResult.Returned(String payload)) {
            String rest = part(records, half, records.size());
            return united(failures(payload), invoker.invoke(functionName, rest));
        }
        return isDone(first)
                ? invoker.invoke(functionName, part(records, half, records.size()))
                : first;
    }

    private static boolean isDone(InvocationResult result) {
        return result instanceof InvocationResult.Returned(String payload)
                && failures(payload).isEmpty();
    }

    private static JsonNode failures(String payload) {
        return parsed(payload).path("batchItemFailures");
    }

    private static InvocationResult united(JsonNode earlier, InvocationResult second) {
        if (earlier.isEmpty() || !(second instanceof InvocationResult.Returned(String payload))) {
            return second;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("batchItemFailures");
        earlier.forEach(all::add);
        failures(payload).forEach(all::add);
        return new InvocationResult.Returned(answer.toString());
    }

    private static String part(JsonNode records, int from, int to) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode part = event.putArray("Records");
        for (int i = from; i < to; i++) {
            part.add(records.get(i));
        }
        return event.toString();
    }

    private static Optional<Section> section(String event) {
        if (isQueueBatch(event)) {
            return Optional.of(Section.QUEUES);
        }
        return event.contains("\"aws:dynamodb\"") ? Optional.of(Section.STREAMS) : Optional.empty();
    }

    private static boolean isQueueBatch(String event) {
        return event.contains("\"aws:sqs\"");
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the event or the response is not JSON", notJson);
        }
    }
}
