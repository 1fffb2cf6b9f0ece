package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.stream.IntStream;

/// Search on the running stack.
@ExtendWith(RunningChat.Shared.class)
final class SearchTest {
    /// The default of `searchBurst`.
    private static final int BURST = 60;

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

            JsonNode hit = Searching.hits(phone, "上海", "limit", 1).getFirst();

            assertThat(hit.path("peer").asText()).isEqualTo(bob);
            assertThat(hit.path("seq").asLong()).isEqualTo(2);
            assertThat(hit.path("matches").toString()).isEqualTo("[[0,2]]");
            phone.ask("hide", "peer", bob, "seqs", List.of(2));
            assertThat(Searching.hits(phone, "上海", "peer", bob)).hasSize(1);
            assertThat(Searching.hits(laptop, "上海")).hasSize(2);
        }
    }

    @Test
    void sixtySearchesAtATimeAreAllowed() {
        try (var phone = chat.connect(RunningChat.person("curious"), "phone")) {
            var codes =
                    IntStream.range(0, 3 * BURST)
                            .mapToObj(_ -> phone.ask("search", "query", "tea"))
                            .map(reply -> reply.path("code").asText())
                            .takeWhile(code -> !code.equals("rateLimited"))
                            .toList();

            assertThat(codes).hasSizeBetween(BURST, 3 * BURST - 1).containsOnly("");
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

            assertThat(Searching.hits(phone, "tea", "limit", 1))
                    .extracting(hit -> hit.get("snippet").asText())
                    .containsExactly("tea two", "tea one");
            JsonNode first = phone.ask("search", "query", "tea", "limit", 1);
            JsonNode other =
                    phone.ask("search", "query", "milk", "cursor", first.path("cursor").asText());
            assertThat(other.path("code").asText()).isEqualTo("invalidField");
        }
    }
}
