package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// Users whose ids look like expressions, keys or code, on the real tables. They chat like any
/// other user.
@ExtendWith(RunningChat.Shared.class)
final class OddNamesTest {
    private final RunningChat chat;

    OddNamesTest(RunningChat chat) {
        this.chat = chat;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#n = :v OR attribute_not_exists(userId)",
                "__proto__",
                "\"},\"S\":{\"x\":\"",
                "' OR '1'='1' --",
                "${jndi:ldap://127.0.0.1/a}",
                "*"
            })
    void idsAreNeverPartOfAnExpression(String odd) {
        String mallory = RunningChat.person(odd);
        String bob = RunningChat.person("bob");
        String text = odd + " and :v, #n, SET blocked = :true";
        try (var phone = chat.connect(Map.of("user", mallory, "name", "Mallory"));
                var other = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            other.next("caughtUp");

            assertThat(phone.say(bob, text)).isEqualTo(1);
            other.awaitLog(mallory, 1).ack(mallory, "read", 1);
            phone.awaitReceipt(bob, 1, 1);

            assertThat(other.texts(mallory)).containsExactly(text);
            assertThat(other.say(mallory, "hello")).isEqualTo(2);
            var cursors = Map.of(mallory, 0, "nobody " + odd, 0);
            assertThat(other.ask("sync", "cursors", cursors).get("type").asText())
                    .isEqualTo("caughtUp");
            var muted = other.ask("conversation", "peer", mallory, "set", Map.of("muted", true));
            assertThat(muted.get("muted").asBoolean()).isTrue();
            assertThat(muted.get("blocked").asBoolean()).isFalse();
            assertThat(other.ask("presence", "watch", List.of(mallory)).at("/users/0/status"))
                    .hasToString("\"online\"");
            assertThat(other.ask("profile", "get", List.of(mallory)).at("/users/0/name"))
                    .hasToString("\"Mallory\"");
            assertThat(other.ask("conversations").at("/conversations/0/peer").asText())
                    .isEqualTo(mallory);
        }
    }
}
