package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;

/// Messages that a user hides on the running stack.
@ExtendWith(RunningChat.Shared.class)
final class HideTest {
    private final RunningChat chat;

    HideTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void hiddenMessagesReachTheOtherDevicesOfTheUser() {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        try (var laptop = chat.connect(bob, "laptop");
                var phone = chat.connect(alice, "phone");
                var tablet = chat.connect(alice, "tablet")) {
            laptop.next("caughtUp");
            tablet.next("caughtUp");
            phone.say(bob, "one");

            JsonNode hidden = phone.ask("hide", "peer", bob, "seqs", List.of(1));

            assertThat(hidden.get("version").asLong()).isEqualTo(1);
            assertThat(tablet.next("hidden").get("seqs").toString()).isEqualTo("[1]");
            JsonNode missed = tablet.ask("hide", "peer", bob, "since", 0);
            assertThat(missed.get("seqs").toString()).isEqualTo("[1]");
            JsonNode cleared = phone.ask("hide", "peer", bob, "upTo", 1);
            assertThat(cleared.get("clearedTo").asLong()).isEqualTo(1);
            assertThat(phone.ask("hide", "peer", bob, "seqs", List.of(9)).get("code").asText())
                    .isEqualTo("invalidField");
        }
    }
}
