package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A user who opens one connection after the other, while others chat.
@ExtendWith(RunningChat.Shared.class)
final class FloodTest {
    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_MAX = 20;
    private static final int CONNECTS_AT_ONCE = 10;
    private static final int CLOSED_BY_THE_SERVER = 1000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");
    private final String mallory = RunningChat.person("mallory");

    FloodTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void hundredsOfConnectionsOfAUserCloseOnlyEachOther() {
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop");
                var flood = new Flood(chat, mallory)) {
            phone.say(bob, "said before the flood");

            flood.open(CONNECTIONS);
            assertChatWorks(phone, laptop);

            // Concurrent connects of the user affect each other, but no other user.
            assertThat(flood.refusals()).hasSizeLessThan(CONNECTIONS / 10);
            Waiting.until(
                    "only the newest are open", flood::opened, open -> open == CONNECTIONS_MAX);
            assertThat(flood.closeCodes()).containsOnly(CLOSED_BY_THE_SERVER);
            assertChatWorks(phone, laptop);
        }
    }

    @Test
    void connectsAboveTheStagesThrottleAreRefusedAndOpenConnectionsContinue(@TempDir Path folder) {
        try (var limited =
                RunningChat.start(throttled(folder), Optional.empty(), Duration.ofSeconds(60))) {
            try (var phone = limited.connect(alice, "phone");
                    var laptop = limited.connect(bob, "laptop");
                    var flood = new Flood(limited, mallory)) {
                phone.say(bob, "said before the flood");
                long before = authorizations(limited);

                flood.open(CONNECTIONS);

                assertThat(flood.refusals())
                        .hasSizeGreaterThan(CONNECTIONS / 2)
                        .containsOnly(TOO_MANY_REQUESTS);
                assertThat(authorizations(limited) - before)
                        .as("a refused connect invokes no function")
                        .isEqualTo(CONNECTIONS - flood.refusals().size());
                assertChatWorks(phone, laptop);
            }
        }
    }

    private static Path throttled(Path folder) {
        var assembly = ChangedAssembly.unchanged();
        var routes = (ObjectNode) assembly.properties("Stage").get("RouteSettings");
        routes.putObject("$connect")
                .put("ThrottlingRateLimit", 1)
                .put("ThrottlingBurstLimit", CONNECTS_AT_ONCE);
        return assembly.write(folder);
    }

    private static long authorizations(RunningChat chat) {
        for (JsonNode function : chat.state().get("functions")) {
            if (function.get("name").asText().equals("Authorizer")) {
                return function.get("invocations").asLong();
            }
        }
        throw new AssertionError("there is no authorizer");
    }

    private void assertChatWorks(Device phone, Device laptop) {
        laptop.awaitEntry(alice, phone.say(bob, "are you still there?"));
        phone.awaitEntry(bob, laptop.say(alice, "I am still there"));
    }
}
