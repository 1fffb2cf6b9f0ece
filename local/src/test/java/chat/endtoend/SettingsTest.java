package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.UserId;
import chat.dynamodb.DynamoDbConnections;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Conversation settings on all devices of the user who changes them.
@ExtendWith(RunningChat.Shared.class)
final class SettingsTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    SettingsTest(RunningChat chat) {
        this.chat = chat;
    }

    @AfterEach
    void repair() {
        chat.faults("{}");
    }

    @Test
    void aChangeReachesOnlineAndReturningDevices() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            sender.say(bob, "hi");
            phone.awaitLog(alice, 1);
            String since = Long.toString(laptop.next("caughtUp").get("at").asLong());
            laptop.disconnect();
            try (var tablet = chat.connect(bob, "tablet")) {
                tablet.next("caughtUp");
                var answer = set(phone, Map.of("muted", true, "pinned", true));

                assertThat(answer.get("settingsVersion").asLong()).isEqualTo(1);
                assertThat(tablet.next("conversation").get("muted").asBoolean()).isTrue();
            }
            try (var back = chat.connect(bob, "laptop", "&since=" + since)) {
                var state = back.next("caughtUp").at("/conversations/0");
                assertThat(state.get("pinned").asBoolean()).isTrue();
                assertThat(state.get("settingsVersion").asLong()).isEqualTo(1);
            }
            assertThat(phone.ask("conversation", "peer", alice).get("muted").asBoolean()).isTrue();
            assertThat(sender.untaken("conversation")).isZero();
        }
    }

    @Test
    void aBlockedUserSendsNoMessagesAndGetsNoReceipts() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            var first = sender.say(bob, "hi", "0199a8c4-2f10-7c3a-9d1e-5b6f7a8c9d01", "after", 0);
            phone.awaitLog(alice, 1);
            set(phone, Map.of("blocked", true));

            phone.ack(alice, "read", 1);

            assertThat(sender.untaken("receipt")).isZero();
            assertThat(code(sender, bob)).isEqualTo("recipientUnavailable");
            assertThat(code(phone, alice)).isEqualTo("recipientUnavailable");
            var again = sender.say(bob, "hi", "0199a8c4-2f10-7c3a-9d1e-5b6f7a8c9d01", "after", 0);
            assertThat(again.get("seq").asLong()).isEqualTo(first.get("seq").asLong());

            set(phone, Map.of("blocked", false));
            phone.ack(alice, "read", 1);
            assertThat(sender.next("receipt").get("read").asLong()).isEqualTo(1);
            assertThat(sender.say(bob, "back")).isEqualTo(2);
        }
    }

    @Test
    void aStrangerCanBeBlockedButAnUnknownUserCannot() {
        chat.connect(alice, "phone").close();
        try (var phone = chat.connect(bob, "phone")) {
            set(phone, Map.of("blocked", true));
            var stranger =
                    phone.ask("conversation", "peer", "nobody", "set", Map.of("muted", true));
            assertThat(stranger.path("code").asText()).isEqualTo("unknownUser");
        }
        try (var sender = chat.connect(alice, "phone")) {
            assertThat(sender.next("caughtUp").get("conversations")).isEmpty();
            assertThat(code(sender, bob)).isEqualTo("recipientUnavailable");
        }
    }

    @Test
    void aChangeWithAThrottledPushArrivesByRedelivery() {
        chat.connect(alice, "phone").close();
        try (var phone = chat.connect(bob, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            chat.faults(onePost(429));

            set(phone, Map.of("archived", true));

            var state = laptop.next("caughtUp").at("/conversations/0");
            assertThat(state.get("archived").asBoolean()).isTrue();
        }
    }

    @Test
    void pushingAChangeToAClosedConnectionRemovesItsRow() {
        chat.connect(alice, "phone").close();
        try (var phone = chat.connect(bob, "phone");
                var laptop = chat.connect(bob, "laptop");
                var tables = chat.tables()) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            var connections = new DynamoDbConnections(tables, "Connections");
            connections.of(new UserId(bob)).forEach(row -> connections.add(aged(row)));
            chat.faults(onePost(410));

            set(phone, Map.of("archived", true));

            assertThat(connections.of(new UserId(bob))).hasSize(1);
        }
    }

    /// Makes the row so old that a 410 no longer means a pending handshake.
    private static Connection aged(Connection row) {
        Instant then = row.connectedAt().minus(Duration.ofMinutes(1));
        return new Connection(
                row.user(),
                row.id(),
                row.device(),
                row.deviceFirstSeenAt(),
                row.since(),
                then,
                Optional.of(then),
                row.expiresAt());
    }

    private String onePost(int status) {
        return """
        {"pushes": [{"function": "Conversation", "do": "answer", "status": %d, "times": 1}]}
        """
                .formatted(status);
    }

    private JsonNode set(Device device, Map<String, Boolean> settings) {
        var answer = device.ask("conversation", "peer", alice, "set", settings);
        assertThat(answer.get("type").asText()).as(answer.toString()).isEqualTo("conversation");
        return answer;
    }

    private static String code(Device sender, String to) {
        String id = UUID.randomUUID().toString();
        return sender.say(to, "hi", id, "after", 0).path("code").asText();
    }
}
