package chat.local.data;

import chat.local.faults.CallPoints;
import chat.local.faults.Effect;
import chat.local.faults.Faults;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The faults that a function's requests to the stores meet.
record CallFaults(Faults faults, CallPoints points) {
    /// What a request meets on its way.
    sealed interface Fate {}

    /// It is done.
    record Done() implements Fate {}

    /// It is done, but its answer is lost.
    record AnswerLost() implements Fate {}

    /// It is not done, and there will be no answer.
    record Lost() implements Fate {}

    /// It is not done, and the caller is told.
    record Refused(Refusal refusal) implements Fate {}

    /// Decides; waits where a fault says so.
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

    /// Whether the function is still there to get the answer.
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

    /// The tables that a request names; none for a queue.
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
