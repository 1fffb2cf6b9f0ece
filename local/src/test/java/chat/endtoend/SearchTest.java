package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;

/// Search on the running stack.
@ExtendWith(RunningChat.Shared.class)
final class SearchTest {
    private final RunningChat chat;

    SearchTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void messagesAreFoundAsTheyAreNowUnlessTheyAreHidden() {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        try (var laptop = chat.connect(bob, "laptop");
                var phone = chat.connect(alice, "phone")) {
            laptop.next("caughtUp");
            phone.say(bob, "我家在上海东边");
            phone.say(bob, "上海 again");
            laptop.say(alice, "not there");

            JsonNode hit = phone.ask("search", "query", "上海", "limit", 1).at("/hits/0");

            assertThat(hit.path("peer").asText()).isEqualTo(bob);
            assertThat(hit.path("seq").asLong()).isEqualTo(2);
            assertThat(hit.path("matches").toString()).isEqualTo("[[0,2]]");
            phone.ask("hide", "peer", bob, "seqs", List.of(2));
            JsonNode shown = phone.ask("search", "query", "上海", "peer", bob);
            assertThat(shown.path("hits")).hasSize(1);
            assertThat(shown.has("cursor")).isFalse();
            assertThat(laptop.ask("search", "query", "上海").path("hits")).hasSize(2);
        }
    }

    @Test
    void pagesContinueWithTheirCursor() {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        try (var laptop = chat.connect(bob, "laptop");
                var phone = chat.connect(alice, "phone")) {
            laptop.next("caughtUp");
            phone.say(bob, "tea one");
            phone.say(bob, "tea two");

            JsonNode first = phone.ask("search", "query", "tea", "limit", 1);
            JsonNode second =
                    phone.ask(
                            "search",
                            "query",
                            "tea",
                            "limit",
                            1,
                            "cursor",
                            first.path("cursor").asText());

            assertThat(first.at("/hits/0/snippet").asText()).isEqualTo("tea two");
            assertThat(second.at("/hits/0/snippet").asText()).isEqualTo("tea one");
            JsonNode other =
                    phone.ask("search", "query", "milk", "cursor", first.path("cursor").asText());
            assertThat(other.path("code").asText()).isEqualTo("invalidField");
        }
    }
}
