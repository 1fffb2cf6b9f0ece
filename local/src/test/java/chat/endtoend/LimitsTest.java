package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Limits that are low enough for a test to reach them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsTest {
    private static final String LOW =
            "MESSAGES=5,60 MESSAGES_TO_PEER=3,60 REACTIONS=2,60 NEW_CONVERSATIONS=2,60 LOOKUPS=2,60"
                    + " PROFILE_CHANGES=2,60 SETTINGS_CHANGES=2,60 SEARCHES=2,60"
                    + " PRESENCE_WATCHES=99,99 TYPING=9,99 FRAMES=99,99 FRAME_ITEMS=99,99";
    private static final String FEW_FRAMES = LOW.replace("FRAMES=99,99", "FRAMES=2,60");

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");

    LimitsTest(@TempDir Path folder) {
        chat = RunningChat.start(limited(folder), Optional.empty(), Duration.ofSeconds(60));
    }

    private static Path limited(Path folder) {
        var assembly = ChangedAssembly.unchanged();
        for (String function : List.of("SendMessage", "Profile", "Conversation", "Search")) {
            variables(assembly, function).put("LIMITS", LOW);
        }
        variables(assembly, "Read").put("LIMITS", FEW_FRAMES);
        return assembly.write(folder);
    }

    private static ObjectNode variables(ChangedAssembly assembly, String function) {
        return (ObjectNode) assembly.properties(function).at("/Environment/Variables");
    }

    @BeforeAll
    void createUsers() {
        for (String peer : List.of("bob", "carol", "dave")) {
            chat.connect(peer, "phone").close();
        }
    }

    @AfterAll
    void stop() {
        chat.close();
    }

    @Test
    void messagesToOnePeerToAllAndNewConversationsAreLimited() {
        try (var phone = chat.connect(alice, "phone")) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(phone, "bob").get("type").asText()).isEqualTo("accepted");
            }
            assertRateLimited(send(phone, "bob"));
            assertThat(send(phone, "carol").get("type").asText()).isEqualTo("accepted");
            assertRateLimited(send(phone, "dave"));
        }
    }

    @Test
    void newConversationsAreLimited() {
        try (var phone = chat.connect(RunningChat.person("eager"), "phone")) {
            send(phone, "bob");
            send(phone, "carol");

            assertRateLimited(send(phone, "dave"));
            assertThat(send(phone, "bob").get("type").asText()).isEqualTo("accepted");
        }
    }

    @Test
    void lookupsChangesSearchesAndFramesAreLimited() {
        try (var phone = chat.connect(RunningChat.person("curious"), "phone")) {
            for (int i = 0; i < 2; i++) {
                phone.ask("profile", "find", Map.of("contactNumber", "+4915112345678"));
                phone.ask("profile", "set", Map.of("name", "Curious"));
                phone.ask("conversation", "peer", "bob", "set", Map.of("muted", true));
                phone.ask("conversations");
                phone.ask("search", "query", "tea");
            }

            assertRateLimited(
                    phone.ask("profile", "find", Map.of("contactNumber", "+4915112345678")));
            assertRateLimited(phone.ask("profile", "set", Map.of("name", "Curious")));
            assertRateLimited(
                    phone.ask("conversation", "peer", "bob", "set", Map.of("muted", true)));
            assertRateLimited(phone.ask("conversations"));
            assertRateLimited(phone.ask("search", "query", "tea"));
            assertThat(phone.ask("profile", "get", List.of("bob")).get("users")).hasSize(1);
        }
    }

    private static JsonNode send(Device phone, String to) {
        return phone.say(to, "hi", UUID.randomUUID().toString());
    }

    private static void assertRateLimited(JsonNode reply) {
        assertThat(reply.path("code").asText()).as(reply.toString()).isEqualTo("rateLimited");
        assertThat(reply.get("retryable").asBoolean()).isTrue();
        assertThat(reply.get("retryAfterMs").asLong()).isBetween(1L, 60_000L);
    }
}
