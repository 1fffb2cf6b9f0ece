package chat.local.faults;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.lambda.Invoker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Invocations that fail, are delayed or killed, and `$disconnect` events that are lost or late.
///
/// Thread-safe.
public final class FaultyInvoker implements Invoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Invoker invoker;
    private final Faults faults;
    private final Map<String, Set<FutureTask<InvocationResult>>> running =
            new ConcurrentHashMap<>();

    /// @param invoker invokes functions without faults
    public FaultyInvoker(Invoker invoker, Faults faults) {
        this.invoker = invoker;
        this.faults = faults;
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        return disconnectFault(event)
                .or(() -> faultAt(functionName, "start"))
                .orElseGet(() -> run(functionName, event));
    }

    /// Ends all running invocations of a function, as if its process had died.
    void kill(String functionName) {
        running.getOrDefault(functionName, Set.of()).forEach(task -> task.cancel(true));
    }

    private InvocationResult run(String functionName, String event) {
        var task = new FutureTask<>(() -> invoker.invoke(functionName, event));
        Set<FutureTask<InvocationResult>> siblings =
                running.computeIfAbsent(functionName, _ -> ConcurrentHashMap.newKeySet());
        siblings.add(task);
        try {
            Thread.ofVirtual().name("invocation-" + functionName).start(task);
            InvocationResult result = task.get();
            return faultAt(functionName, "end").orElse(result);
        } catch (CancellationException killed) {
            return killed();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the invoker threw instead of returning an error", bug);
        } catch (InterruptedException stopping) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Failed("Interrupted", "the local runtime is shutting down");
        } finally {
            siblings.remove(task);
        }
    }

    private Optional<InvocationResult> faultAt(String functionName, String point) {
        return faults.atInvocation(functionName, point)
                .flatMap(
                        effect ->
                                switch (effect) {
                                    case Effect.Fail _ ->
                                            Optional.of(new Failed("InjectedFault", "at " + point));
                                    case Effect.Kill _ -> Optional.of(killed());
                                    case Effect.Delay delay -> afterDelay(delay);
                                });
    }

    private Optional<InvocationResult> disconnectFault(String event) {
        if (!event.contains("\"DISCONNECT\"")) {
            return Optional.empty();
        }
        JsonNode context = parsed(event).path("requestContext");
        if (!context.path("eventType").asText().equals("DISCONNECT")) {
            return Optional.empty();
        }
        return faults.atDisconnect(context.at("/authorizer/principalId").asText())
                .flatMap(
                        effect ->
                                switch (effect) {
                                    case Effect.Drop _ -> Optional.of(new Returned("{}"));
                                    case Effect.Delay delay -> afterDelay(delay);
                                });
    }

    private static Optional<InvocationResult> afterDelay(Effect.Delay delay) {
        Faults.pause(delay);
        return Optional.empty();
    }

    private static Failed killed() {
        return new Failed("Runtime.ExitError", "the function was killed by a fault");
    }

    private static JsonNode parsed(String event) {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the event is not JSON", notJson);
        }
    }
}
