package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.dynamodb.DynamoDbPresenceSubscriptions;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Alice subscribes to Bob's presence.
@ExtendWith(RunningChat.Shared.class)
final class PresenceTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");
    private final String carol = RunningChat.person("carol");

    PresenceTest(RunningChat chat) {
        this.chat = chat;
    }

    @AfterEach
    void repair() {
        chat.faults("{}");
    }

    @Test
    void goingOnlineAndOfflineIsNotifiedButAReconnectIsNot() {
        try (var watcher = chat.connect(alice, "phone")) {
            assertThat(status(watch(watcher))).isEqualTo("unknown");

            var phone = chat.connect(bob, "phone");
            JsonNode online = watcher.next("presence").at("/users/0");
            assertThat(online.get("user").asText()).isEqualTo(bob);
            assertThat(online.get("status").asText()).isEqualTo("online");
            assertThat(online.get("until").asLong()).isGreaterThan(Instant.now().toEpochMilli());

            phone.close();
            try (var laptop = chat.connect(bob, "laptop")) {
                laptop.next("caughtUp");
                assertThat(watcher.next("presence").at("/users/0/status").asText())
                        .isEqualTo("online");
            }

            JsonNode offline = watcher.next("presence").at("/users/0");
            assertThat(offline.get("status").asText()).isEqualTo("offline");
            assertThat(offline.get("at").asLong()).isGreaterThan(online.get("at").asLong());
            assertThat(offline.get("lastActiveAt").asLong())
                    .isGreaterThanOrEqualTo(online.get("at").asLong());
        }
    }

    @Test
    void presenceIsUnknownToBlockedUsersAndToUsersWhoHideTheirOwn() {
        try (var watcher = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            watcher.say(bob, "hi");
            assertThat(status(watch(watcher))).isEqualTo("online");

            phone.ask("conversation", "peer", alice, "set", Map.of("blocked", true));
            assertThat(status(watcher.next("presence"))).isEqualTo("unknown");

            phone.ask("conversation", "peer", alice, "set", Map.of("blocked", false));
            assertThat(status(watcher.next("presence"))).isEqualTo("online");

            phone.ask("profile", "set", Map.of("privacy", Map.of("online", "nobody")));
            JsonNode hidden = watcher.next("presence");
            assertThat(status(hidden)).isEqualTo("unknown");
            assertThat(hidden.at("/users/0").has("lastActiveAt")).isTrue();

            var answer = phone.ask("presence", "get", List.of(alice));
            assertThat(status(answer)).isEqualTo("unknown");
        }
    }

    @Test
    void aSubscriberWhoseConnectionIsGoneIsRemovedAndItsSocketClosed() {
        try (var watcher = chat.connect(alice, "phone");
                var other = chat.connect(carol, "phone")) {
            watch(watcher);
            chat.faults(gone(alice, "Announce"));
            connectAndDisconnect();
            awaitNoSubscriber();
            assertThat(watcher.awaitClose()).isEqualTo(1000);

            chat.faults("{}");
            try (var again = chat.connect(alice, "phone")) {
                watch(again);
                other.ask("presence", "watch", List.of(bob));
                chat.faults(gone(alice, "Reannounce"));
                connectAndDisconnect();

                Waiting.until("one subscriber is removed", this::subscribers, left -> left == 1);
                assertThat(again.awaitClose()).isEqualTo(1000);
            }
        }
    }

    @Test
    void unsubscribingRemovesTheSubscription() {
        try (var watcher = chat.connect(alice, "phone")) {
            watch(watcher);

            watcher.ask("presence", "unwatch", List.of(bob));

            assertThat(subscribers()).isZero();
        }
    }

    /// One subscription in fifty is counted, at random. If none is, some more are added.
    @Test
    void someOfManySubscriptionsAreCountedForAllProcesses() {
        try (var watcher = chat.connect(alice, "phone")) {
            for (int i = 0; i < 30 && !isCounted(); i++) {
                watcher.ask("presence", "watch", fiftyUnknownUsers(i));
            }

            assertThat(isCounted()).isTrue();
        }
    }

    private boolean isCounted() {
        return chat.iam().uses().stream()
                .filter(use -> use.functionName().equals("Presence"))
                .anyMatch(use -> use.action().equals("dynamodb:UpdateItem") && use.uses() > 0);
    }

    private static List<String> fiftyUnknownUsers(int from) {
        return IntStream.range(0, 50).mapToObj(i -> "nobody-" + from + "-" + i).toList();
    }

    @Test
    void typingIsForwardedToContactsOnly() {
        try (var writer = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone");
                var stranger = chat.connect(carol, "phone")) {
            phone.next("caughtUp");
            stranger.next("caughtUp");
            writer.say(bob, "hi");
            writer.send("typing", "to", bob, "state", "stopped");
            phone.awaitLog(alice, 1);
            phone.say(alice, "hi", UUID.randomUUID().toString(), "after", 1);
            assertThat(phone.untaken("typing")).isZero();

            writer.send("typing", "to", carol, "state", "started");
            writer.send("typing", "to", bob, "state", "started");

            var typing = phone.next("typing");
            assertThat(typing.get("peer").asText()).isEqualTo(alice);
            assertThat(typing.get("state").asText()).isEqualTo("started");
            assertThat(stranger.untaken("typing")).isZero();
            assertThat(writer.untaken("rejected")).isZero();
        }
    }

    @Test
    void typingToASocketThatIsGoneRemovesItsRow() {
        try (var writer = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            writer.say(bob, "hi");
            phone.say(alice, "hi", UUID.randomUUID().toString(), "after", 1);
            chat.faults(gone(bob, "Presence"));

            writer.send("typing", "to", bob, "state", "stopped");

            Waiting.until(
                    "Bob's row is gone",
                    () -> status(writer.ask("presence", "get", List.of(bob))),
                    "offline"::equals);
        }
    }

    private JsonNode watch(Device watcher) {
        return watcher.ask("presence", "watch", List.of(bob));
    }

    private static String status(JsonNode presence) {
        return presence.at("/users/0/status").asText();
    }

    private static String gone(String user, String function) {
        return """
        {"pushes": [{"method": "POST", "user": "%s", "function": "%s", "do": "answer",
                     "status": 410}]}
        """
                .formatted(user, function);
    }

    private void connectAndDisconnect() {
        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
        }
    }

    private void awaitNoSubscriber() {
        Waiting.until("no watcher is left", this::subscribers, left -> left == 0);
    }

    private int subscribers() {
        try (var tables = chat.tables()) {
            return new DynamoDbPresenceSubscriptions(tables, "PresenceSubscriptions")
                    .of(new UserId(bob))
                    .size();
        }
    }
}
