package chat.endtoend;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The metered cost of actions, as a Markdown table.
final class CostTable {
    private final RunningChat chat;
    private final List<String> lines = new ArrayList<>();

    CostTable(RunningChat chat) {
        this.chat = chat;
        lines.add("| what | in | out | invocations | write units | read units | USD per million |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|");
    }

    List<String> lines() {
        return lines;
    }

    /// Runs an action and records its cost, once the writes have stopped.
    void measure(String what, Runnable action) {
        chat.resetMeter();
        action.run();
        JsonNode meter = chat.awaitQuiet();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %d | %.1f | %.1f | %.2f |",
                        what,
                        meter.get("meteredIn").asInt(),
                        meter.get("meteredOut").asInt(),
                        meter.get("invocations").asInt(),
                        sum(meter, "writeUnits"),
                        sum(meter, "readUnits"),
                        meter.get("usd").asDouble() * 1_000_000));
    }

    private static double sum(JsonNode meter, String kind) {
        double units = 0;
        for (JsonNode table : meter.get("tables")) {
            units += table.get(kind).asDouble();
        }
        return units;
    }
}
