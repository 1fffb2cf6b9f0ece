package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;
import java.util.UUID;

/// A table of DynamoDB that fails every request: the rows of `docs/scale.md`.
@ExtendWith(RunningChat.Own.class)
final class OutageTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");
    private final String id = UUID.randomUUID().toString();

    OutageTest(RunningChat chat) {
        this.chat = chat;
    }

    @AfterEach
    void repair() {
        chat.faults("{}");
    }

    @Test
    void withoutTheLogAMessageIsSentOnceTheTableIsBack() {
        try (var sender = chat.connect(alice, "phone");
                var receiver = chat.connect(bob, "phone")) {
            sender.next("caughtUp");
            receiver.next("caughtUp");
            fail("Messages");

            assertIsRefused(sender);
            repair();

            assertThat(sender.say(bob, "hi", id).get("seq").asLong()).isEqualTo(1);
            assertThat(receiver.awaitLog(alice, 1).texts(alice)).containsExactly("hi");
        }
    }

    @Test
    void withoutTheLogADeviceConnectsAndCatchesUpOnceTheTableIsBack() {
        chat.connect(bob, "phone").close();
        try (var sender = chat.connect(alice, "phone")) {
            sender.say(bob, "hi");
        }
        fail("Messages");

        try (var receiver = chat.connect(bob, "phone")) {
            repair();

            assertThat(receiver.awaitLog(alice, 1).texts(alice)).containsExactly("hi");
        }
    }

    /// The answer fails, because the recipient's connections are unknown. The app asks again.
    @Test
    void withoutConnectionsAMessageIsStoredOnce() {
        try (var sender = chat.connect(alice, "phone");
                var receiver = chat.connect(bob, "phone")) {
            sender.next("caughtUp");
            receiver.next("caughtUp");
            fail("Connections");

            assertIsRefused(sender);
            repair();

            assertThat(sender.say(bob, "hi", id).get("seq").asLong()).isEqualTo(1);
            assertThat(receiver.awaitLog(alice, 1).texts(alice)).containsExactly("hi");
            assertThat(sender.say(bob, "again")).isEqualTo(2);
        }
    }

    @Test
    void withoutRatesMessagesOfOrdinaryUsersContinue() {
        try (var sender = chat.connect(alice, "phone");
                var receiver = chat.connect(bob, "phone")) {
            receiver.next("caughtUp");
            sender.say(bob, "the first message of a pair counts a new conversation");
            fail("Rates");

            sender.say(bob, "hi");

            receiver.awaitLog(alice, 2);
        }
    }

    private void fail(String table) {
        chat.faults("{\"tables\": [{\"table\": \"%s\", \"do\": \"fail\"}]}".formatted(table));
    }

    private void assertIsRefused(Device sender) {
        sender.send(
                "sendMessage",
                "to",
                bob,
                "clientMessageId",
                id,
                "body",
                Map.of("type", "text", "text", "hi"));
        // API Gateway's error frame has no type.
        assertThat(sender.next("").get("message").asText()).isEqualTo("Internal server error");
    }
}
