package chat.local.data;

import chat.local.faults.CallPoints;
import chat.local.faults.Effect;
import chat.local.faults.Faults;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The faults of functions' requests to the stores.
record CallFaults(Faults faults, CallPoints points) {
    /// The fate of a request.
    sealed interface Fate {}

    /// The request is executed.
    record Done() implements Fate {}

    /// The request is executed, but its response is lost.
    record AnswerLost() implements Fate {}

    /// The request is not executed, and there is no response.
    record Lost() implements Fate {}

    /// The request is not executed, and the caller gets an error.
    record Refused(Refusal refusal) implements Fate {}

    /// Decides the fate of a request; first waits if a fault delays it.
    Fate fate(String function, StoreCall call) {
        if (!points.before(function, call.action())) {
            return new Lost();
        }
        for (String table : tables(call)) {
            Optional<Effect.AtTable> effect = faults.atTable(function, table, call.operation());
            if (effect.isPresent()) {
                return fate(effect.get(), table);
            }
        }
        return new Done();
    }

    /// Whether the function can still receive the response.
    boolean isAwaited(String function, StoreCall call) {
        return points.after(function, call.action());
    }

    private static Fate fate(Effect.AtTable effect, String table) {
        return switch (effect) {
            case Effect.Throttle _ ->
                    new Refused(
                            new Refusal(
                                    400,
                                    "ThrottlingException",
                                    "an injected fault: throughput exceeds the capacity of "
                                            + table));
            case Effect.Fail _ ->
                    new Refused(new Refusal(500, "InternalServerError", "an injected fault"));
            case Effect.Lose _ -> new AnswerLost();
            case Effect.Delay delay -> {
                Faults.pause(delay);
                yield new Done();
            }
        };
    }

    /// The tables named by a request; empty for a queue.
    private static Set<String> tables(StoreCall call) {
        var tables = new LinkedHashSet<String>();
        if (call.body().has("TableName")) {
            tables.add(call.body().get("TableName").asText());
        }
        call.body().path("RequestItems").fieldNames().forEachRemaining(tables::add);
        for (var item : call.body().path("TransactItems")) {
            item.forEach(part -> tables.add(part.path("TableName").asText()));
        }
        return tables;
    }
}
