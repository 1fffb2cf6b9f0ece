package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// A function that records its events and returns a given result.
final class RecordingInvoker implements Invoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final Function<JsonNode, InvocationResult> function;

    private RecordingInvoker(Function<JsonNode, InvocationResult> function) {
        this.function = function;
    }

    static RecordingInvoker succeeding() {
        return answering(event -> new InvocationResult.Returned("null"));
    }

    static RecordingInvoker answering(Function<JsonNode, InvocationResult> function) {
        return new RecordingInvoker(function);
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        try {
            JsonNode read = JSON.readTree(event);
            InvocationResult result = function.apply(read);
            events.add(read);
            return result;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Waits for the next event.
    JsonNode next() throws InterruptedException {
        JsonNode event = events.poll(60, SECONDS);
        assertThat(event).as("the next event").isNotNull();
        return event;
    }

    /// Whether all events have been taken.
    boolean isEmpty() {
        return events.isEmpty();
    }

    /// The next records, from one or more events.
    List<JsonNode> nextRecords(int count) throws InterruptedException {
        var records = new ArrayList<JsonNode>();
        while (records.size() < count) {
            next().path("Records").forEach(records::add);
        }
        return records;
    }

    /// The events that have not been taken yet.
    List<JsonNode> rest() {
        var rest = new ArrayList<JsonNode>();
        events.drainTo(rest);
        return rest;
    }
}
