package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The cost of edits, removals and reactions. The chat is its own, because Settle looks at each
/// operation some seconds later.
@ExtendWith(RunningChat.Own.class)
final class OperationCostTest {
    private final RunningChat chat;

    OperationCostTest(RunningChat chat) {
        this.chat = chat;
    }

    /// The figures of `docs/architecture.md`. Each operation is on a message that is not the last,
    /// except where its name says so. The function Settle finds each one finished.
    @Test
    void eachOperationCostsWhatTheArchitectureDocumentSays() throws IOException {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            for (int seq = 1; seq <= 3; seq++) {
                phone.say(bob, "message " + seq);
            }
            laptop.awaitLog(alice, 3);
            phone.ack(bob, "delivered", 3);
            var costs = new LinkedHashMap<String, JsonNode>();
            measure(costs, "reaction", phone, bob, 1, Map.of("type", "reaction", "emoji", "👍"));
            measure(costs, "edit", phone, bob, 2, MessageOperationsTest.edit("better"));
            measure(
                    costs,
                    "edit of the last message",
                    phone,
                    bob,
                    3,
                    MessageOperationsTest.edit("better"));
            measure(costs, "removal with one edit", phone, bob, 2, Map.of("type", "remove"));
            measure(costs, "removal", phone, bob, 1, Map.of("type", "remove"));

            Files.writeString(Path.of("target/operations.md"), text(costs));
            for (String four :
                    new String[] {"reaction", "edit", "edit of the last message", "removal"}) {
                assertThat(sum(costs, four, "writeUnits")).as(four).isEqualTo(4);
            }
            assertThat(sum(costs, "removal with one edit", "writeUnits")).isEqualTo(5);
            for (String operation : costs.keySet()) {
                // The sender and Settle look whether the block of an edited or removed message is
                // full.
                double most = operation.equals("reaction") ? 9 : 11;
                assertThat(sum(costs, operation, "readUnits"))
                        .as(operation)
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    /// Counts an operation and the function Settle, which looks at it some seconds later.
    private void measure(
            Map<String, JsonNode> costs,
            String name,
            Device device,
            String to,
            long target,
            Map<String, ?> body) {
        chat.resetMeter();
        long seq =
                MessageOperationsTest.operate(device, to, 3 + costs.size(), target, body)
                        .get("seq")
                        .asLong();
        assertThat(seq).isEqualTo(4 + costs.size());
        var cost =
                Waiting.until(
                        "Settle has run",
                        chat::awaitQuiet,
                        meter -> meter.get("invocations").asInt() >= 2);
        costs.put(name, cost);
    }

    private static double sum(Map<String, JsonNode> costs, String name, String kind) {
        double units = 0;
        for (JsonNode table : requireNonNull(costs.get(name)).get("tables")) {
            units += table.get(kind).asDouble();
        }
        return units;
    }

    private static String text(Map<String, JsonNode> costs) {
        var lines = new StringBuilder();
        costs.forEach(
                (name, meter) ->
                        lines.append(
                                "| %s | %d | %d | %d | %.1f | %.1f | %.2f |%n"
                                        .formatted(
                                                name,
                                                meter.get("meteredIn").asInt(),
                                                meter.get("meteredOut").asInt(),
                                                meter.get("invocations").asInt(),
                                                sum(costs, name, "writeUnits"),
                                                sum(costs, name, "readUnits"),
                                                meter.get("usd").asDouble() * 1_000_000)));
        return lines.toString();
    }
}
