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
import java.util.UUID;

/// Edits, removals and reactions on the running stack.
@ExtendWith(RunningChat.Own.class)
final class MessageOperationsTest {
    private final RunningChat chat;

    MessageOperationsTest(RunningChat chat) {
        this.chat = chat;
    }

    /// @param after how many entries the log has
    private static JsonNode operate(
            Device device, String to, long after, long target, Map<String, ?> body) {
        return device.ask(
                "sendMessage",
                "to",
                to,
                "clientMessageId",
                UUID.randomUUID().toString(),
                "after",
                after,
                "target",
                target,
                "body",
                body);
    }

    private static Map<String, Object> edit(String text) {
        Written.text(text);
        return Map.of("type", "edit", "text", text);
    }

    @Test
    void anEditAReactionAndARemovalReachThePeerAndTheTables() {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop");
                var tables = chat.tables()) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            phone.say(bob, "at six, secretly");
            assertThat(operate(phone, bob, 1, 1, edit("at seven, secretly")).get("type").asText())
                    .isEqualTo("accepted");
            assertThat(
                            operate(laptop, alice, 2, 1, Map.of("type", "reaction", "emoji", "👍"))
                                    .get("seq")
                                    .asLong())
                    .isEqualTo(3);
            laptop.awaitLog(alice, 3);
            assertThat(requireNonNull(laptop.log(alice).get(2L)).get("kind").asText())
                    .isEqualTo("edit");

            JsonNode page = laptop.ask("history", "peer", alice, "before", 2, "fold", true);
            assertThat(page.at("/state/0/edit/body/text").asText()).isEqualTo("at seven, secretly");
            assertThat(page.at("/state/0/reactions/0/emoji").asText()).isEqualTo("👍");
            JsonNode list = laptop.ask("conversations");
            assertThat(list.at("/conversations/0/lastMessage/preview").asText())
                    .isEqualTo("at seven, secretly");
            assertThat(list.at("/conversations/0/unread").asLong()).isEqualTo(1);

            operate(phone, bob, 3, 1, Map.of("type", "remove"));
            laptop.awaitLog(alice, 4);

            page = laptop.ask("history", "peer", alice);
            assertThat(page.at("/messages/0/removedBy").asLong()).isEqualTo(4);
            assertThat(page.at("/messages/1/body/type").asText()).isEqualTo("erased");
            assertThat(
                            laptop.ask("conversations")
                                    .at("/conversations/0/lastMessage/preview")
                                    .asText())
                    .isEmpty();
            for (String table : new String[] {"Messages", "Conversations"}) {
                var items = tables.scan(scan -> scan.tableName(table)).items();
                assertThat(items.toString()).doesNotContain("secretly");
            }
        }
    }

    @Test
    void aRejectedOperationSaysWhy() {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            phone.say(bob, "hi");
            laptop.awaitLog(alice, 1);

            JsonNode foreign = operate(laptop, alice, 1, 1, edit("mine"));
            assertThat(foreign.get("code").asText()).isEqualTo("invalidField");
            assertThat(foreign.get("message").asText())
                    .isEqualTo("target must be your own message");
            operate(phone, bob, 1, 1, Map.of("type", "remove"));
            JsonNode gone = operate(laptop, alice, 2, 1, Map.of("type", "reaction", "emoji", "👍"));
            assertThat(gone.get("code").asText()).isEqualTo("targetGone");
            assertThat(gone.get("retryable").asBoolean()).isFalse();
        }
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
            var costs = new LinkedHashMap<String, JsonNode>();
            measure(costs, "reaction", phone, bob, 1, Map.of("type", "reaction", "emoji", "👍"));
            measure(costs, "edit", phone, bob, 2, edit("better"));
            measure(costs, "edit of the last message", phone, bob, 3, edit("better"));
            measure(costs, "removal with one edit", phone, bob, 2, Map.of("type", "remove"));
            measure(costs, "removal", phone, bob, 1, Map.of("type", "remove"));

            Files.writeString(Path.of("target/operations.md"), text(costs));
            for (String four :
                    new String[] {"reaction", "edit", "edit of the last message", "removal"}) {
                assertThat(sum(costs, four, "writeUnits")).as(four).isEqualTo(4);
            }
            assertThat(sum(costs, "removal with one edit", "writeUnits")).isEqualTo(5);
            for (String operation : costs.keySet()) {
                assertThat(sum(costs, operation, "readUnits")).as(operation).isLessThanOrEqualTo(9);
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
        long seq = operate(device, to, 3 + costs.size(), target, body).get("seq").asLong();
        assertThat(seq).isEqualTo(4 + costs.size());
        Waiting.until("Settle has run", () -> chat.awaitQuiet().get("invocations").asInt() == 2);
        costs.put(name, chat.awaitQuiet());
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
