package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.UUID;

@ExtendWith(RunningChat.Shared.class)
final class TwoPeopleChatTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    TwoPeopleChatTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aMessageIsAcceptedThenDeliveredThenRead() {
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");

            var accepted = phone.say(bob, "hi", UUID.randomUUID().toString(), "after", 0);
            var pushed = laptop.next("messages");

            assertThat(accepted.get("type").asText()).isEqualTo("accepted");
            assertThat(accepted.get("seq").asLong()).isEqualTo(1);
            assertThat(pushed.get("peer").asText()).isEqualTo(alice);
            assertThat(pushed.at("/messages/0/body/text").asText()).isEqualTo("hi");
            assertThat(pushed.get("digest")).isEqualTo(accepted.get("digest"));

            laptop.ack(alice, "delivered", 1);
            var delivered = phone.next("receipt");
            laptop.ack(alice, "read", 1);
            var read = phone.next("receipt");

            assertThat(delivered.get("delivered").asLong()).isEqualTo(1);
            assertThat(delivered.get("read").asLong()).isZero();
            assertThat(read.get("read").asLong()).isEqualTo(1);
        }
    }

    @Test
    void noReceiptArrivesBeforeTheDeviceAcknowledges() {
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            laptop.next("caughtUp");

            phone.say(bob, "hi");
            laptop.next("messages");

            assertThat(phone.untaken("receipt")).isZero();
        }
    }

    @Test
    void aPingIsAnsweredWithoutAFunction() {
        try (var phone = chat.connect(alice, "phone")) {
            phone.send("ping");

            assertThat(phone.next("pong").toString()).isEqualTo("{\"type\":\"pong\"}");
        }
    }
}
