package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/// The operator commands for a user.
@ExtendWith(RunningChat.Shared.class)
final class DisabledUserTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    DisabledUserTest(RunningChat chat) {
        this.chat = chat;
    }

    @AfterEach
    void repair() {
        chat.faults("{}");
    }

    @Test
    void aDisabledUsersSocketsAreClosedAndMessagesAreStored() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");

            var answer = chat.operate("disable-user", bob);

            assertThat(answer.get("closed").asInt()).isEqualTo(2);
            assertThat(phone.awaitClose()).isEqualTo(1000);
            assertThat(laptop.awaitClose()).isEqualTo(1000);
            assertThat(refusal(bob)).isEqualTo(403);
            assertThat(sender.say(bob, "are you there?")).isEqualTo(1);

            chat.operate("enable-user", bob);
            try (var back = chat.connect(bob, "phone")) {
                back.awaitLog(alice, 1);
            }
        }
    }

    @Test
    void aSocketWhoseCloseIsThrottledIsClosedByTheQueue() {
        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            chat.faults(
                    """
                    {"pushes": [
                      {"function": "Operate", "do": "answer", "status": 429, "times": 1}]}
                    """);

            var answer = chat.operate("disable-user", bob);

            assertThat(answer.get("pending").asInt()).isEqualTo(1);
            assertThat(phone.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void anUnknownUserIsReported() {
        assertThat(chat.operate("disable-user", RunningChat.person("nobody")).get("outcome"))
                .hasToString("\"unknownUser\"");
    }

    /// The status of a refused handshake.
    private int refusal(String user) {
        var refused =
                catchThrowableOfType(
                        CompletionException.class, () -> chat.connect(user, "phone").close());
        return refused.getCause() instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse().statusCode()
                : 0;
    }
}
