package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.iam.GrantUse;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/// Reading, changing and finding profiles, and hidden read receipts.
@ExtendWith(RunningChat.Shared.class)
final class UserDataTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");
    private final String number =
            "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);

    UserDataTest(RunningChat chat) {
        this.chat = chat;
    }

    @AfterEach
    void repair() {
        chat.faults("{}");
    }

    @Test
    void aNewUsersProfileComesFromTheClaimsAndHidesTheNumberFromOthers() {
        try (var phone = chat.connect(Map.of("user", bob, "name", "Bob", "contactNumber", number));
                var other = chat.connect(alice, "phone")) {
            var own = phone.ask("profile", "get", List.of(bob, "stranger")).at("/users");
            var seen = other.ask("profile", "get", List.of(bob)).at("/users/0");

            assertThat(own).hasSize(1);
            assertThat(own.at("/0/name").asText()).isEqualTo("Bob");
            assertThat(own.at("/0/contactNumber").asText()).isEqualTo(number);
            assertThat(seen.get("name").asText()).isEqualTo("Bob");
            assertThat(seen.has("contactNumber")).isFalse();
            assertThat(seen.has("privacy")).isFalse();
        }
    }

    @Test
    void aPhoneNumberFindsTheUserWhoVerifiedItLast() {
        try (var searcher = chat.connect(RunningChat.person("carol"), "phone")) {
            assertThat(find(searcher)).isEmpty();
            chat.connect(Map.of("user", bob, "contactNumber", number)).close();
            assertThat(find(searcher)).singleElement().satisfies(user -> is(user, bob));

            chat.connect(Map.of("user", alice, "contactNumber", number)).close();

            assertThat(find(searcher)).singleElement().satisfies(user -> is(user, alice));
        }
    }

    @Test
    void aUserWhoHidesReadReceiptsNeitherSendsNorReceivesThem() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            hide(phone);
            sender.say(bob, "hi");
            phone.awaitLog(alice, 1).ack(alice, "read", 1);
            assertThat(sender.next("receipt").get("read").asLong()).isZero();

            phone.say(alice, "hello");
            sender.next("messages");
            sender.ack(bob, "read", 2);

            assertThat(phone.next("receipt").get("read").asLong()).isZero();
            var listed = phone.ask("conversations").at("/conversations/0");
            assertThat(listed.get("peerDelivered").asLong()).isEqualTo(2);
            assertThat(listed.get("peerRead").asLong()).isZero();
            assertThat(listed.get("read").asLong()).isEqualTo(1);
        }
    }

    /// The connect reads the user, then the privacy changes, then the connection is stored.
    @Test
    void aConnectDuringAChangeOfPrivacyGetsTheNewSettings() {
        try (var phone = chat.connect(bob, "phone");
                var sender = chat.connect(alice, "phone")) {
            chat.faults(
                    """
                    {"invocations": [{"function": "Connect", "point": "after dynamodb:GetItem",
                      "do": "delay", "milliseconds": 700, "times": 1}]}
                    """);
            long before = usersRead();
            var connecting = CompletableFuture.supplyAsync(() -> chat.connect(bob, "laptop"));
            Waiting.until(
                    "the connect has read the user", this::usersRead, reads -> reads > before);
            hide(phone);

            try (var laptop = connecting.join()) {
                phone.say(alice, "hi");
                sender.awaitLog(bob, 1).ack(bob, "read", 1);

                assertThat(laptop.next("receipt").get("read").asLong()).isZero();
            }
        }
    }

    private long usersRead() {
        return chat.iam().uses().stream()
                .filter(use -> use.functionName().equals("Connect"))
                .filter(use -> use.action().equals("dynamodb:GetItem"))
                .mapToLong(GrantUse::uses)
                .sum();
    }

    private static void hide(Device device) {
        var set = Map.of("name", "Nobody", "privacy", Map.of("readReceipts", false));
        var user = device.ask("profile", "set", set).at("/users/0");
        assertThat(user.at("/privacy/readReceipts").asBoolean(true)).isFalse();
        assertThat(user.get("name").asText()).isEqualTo("Nobody");
    }

    private JsonNode find(Device device) {
        return device.ask("profile", "find", Map.of("contactNumber", number)).get("users");
    }

    private static void is(JsonNode user, String id) {
        assertThat(user.get("user").asText()).isEqualTo(id);
    }
}
