package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
    static JsonNode operate(
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

    static Map<String, Object> edit(String text) {
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
            laptop.awaitLog(alice, 2);
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
            laptop.awaitEntry(alice, 4);

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
}
