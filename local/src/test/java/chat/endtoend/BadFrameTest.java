package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

@ExtendWith(RunningChat.Own.class)
final class BadFrameTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    BadFrameTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void everyBadFrameIsAnsweredWithItsCodeAndChangesNothing() {
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            phone.say(bob, "hi");
            laptop.awaitLog(alice, 1);
            chat.resetMeter();

            frames().forEach(
                            (frame, code) -> {
                                phone.sendRaw(frame);
                                assertThat(phone.next("rejected").get("code").asText())
                                        .as(frame)
                                        .isEqualTo(code);
                            });

            assertThat(writes(chat.awaitQuiet())).isZero();
            assertThat(laptop.all("messages")).hasSize(1);
            assertThat(phone.say(bob, "still here")).isEqualTo(2);
        }
    }

    private Map<String, String> frames() {
        String id = UUID.randomUUID().toString();
        var text = Map.of("type", "text", "text", "hi");
        return Map.ofEntries(
                Map.entry("not JSON", "malformedFrame"),
                Map.entry("[]", "malformedFrame"),
                Map.entry("{}", "invalidField"),
                Map.entry("{\"action\":\"dance\"}", "unknownAction"),
                Map.entry("{\"action\":7}", "invalidField"),
                Map.entry("{\"action\":\"$connect\"}", "unknownAction"),
                Map.entry("{\"action\":\"$disconnect\"}", "unknownAction"),
                Map.entry("{\"action\":\"$default\"}", "unknownAction"),
                Map.entry("{\"action\":\"ack\",\"action\":\"sync\"}", "malformedFrame"),
                Map.entry("{\"action\":\"dance\",\"x\":" + "[".repeat(9_999), "malformedFrame"),
                Map.entry(send("clientMessageId", id, "body", text), "invalidField"),
                Map.entry(send("to", bob, "body", text), "invalidField"),
                Map.entry(send("to", bob, "clientMessageId", "7", "body", text), "invalidField"),
                Map.entry(send("to", bob, "clientMessageId", id), "invalidField"),
                Map.entry(message(bob, " \n"), "invalidField"),
                Map.entry(message(bob, "x".repeat(4097)), "tooLarge"),
                Map.entry(message(RunningChat.person("nobody"), "hi"), "unknownUser"),
                Map.entry(message(alice, "hi"), "invalidField"),
                Map.entry(ack(Map.of("peer", bob, "delivered", 99)), "ackBeyondLog"),
                Map.entry(ack(Map.of("peer", bob)), "invalidField"),
                Map.entry(ack(Map.of("peer", alice, "delivered", 1)), "invalidField"),
                Map.entry(Device.frame("ack"), "invalidField"),
                Map.entry(Device.frame("sync", "cursors", List.of()), "invalidField"),
                Map.entry(Device.frame("sync", "cursors", Map.of(alice, 1)), "invalidField"),
                Map.entry(Device.frame("history"), "invalidField"),
                Map.entry(Device.frame("history", "peer", bob, "limit", 101), "invalidField"),
                Map.entry(Device.frame("conversations", "cursor", "x"), "invalidField"),
                Map.entry(Device.frame("profile"), "invalidField"),
                Map.entry(Device.frame("profile", "set", Map.of("name", "\n")), "invalidField"),
                Map.entry(block("nobody"), "unknownUser"),
                Map.entry(block(alice), "invalidField"));
    }

    private static String message(String to, String text) {
        var body = Map.of("type", "text", "text", text);
        return send("to", to, "clientMessageId", UUID.randomUUID().toString(), "body", body);
    }

    private static String send(Object... fields) {
        return Device.frame("sendMessage", fields);
    }

    private static String block(String peer) {
        return Device.frame("conversation", "peer", peer, "set", Map.of("blocked", true));
    }

    private static String ack(Map<String, Object> ack) {
        return Device.frame("ack", "acks", List.of(ack));
    }

    /// The writes apart from those of the rate limits, which also count rejected frames.
    private static double writes(JsonNode meter) {
        double units = 0;
        for (var table : meter.get("tables").properties()) {
            if (!table.getKey().equals("Rates")) {
                units += table.getValue().get("writeUnits").asDouble();
            }
        }
        return units;
    }
}
