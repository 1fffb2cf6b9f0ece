package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

@ExtendWith(RunningChat.Shared.class)
final class ReadingTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");

    ReadingTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void historyIsReadBackwardsAndForwardsInPages() {
        String bob = RunningChat.person("bob");
        chat.connect(bob, "phone").close();
        try (var phone = chat.connect(alice, "phone")) {
            LongStream.range(0, 25).forEach(i -> phone.say(bob, "message " + i));

            var newest = phone.ask("history", "peer", bob, "limit", 10);
            var before = phone.ask("history", "peer", bob, "limit", 10, "before", 16);
            var oldest = phone.ask("history", "peer", bob, "limit", 10, "before", 6);
            var forward = phone.ask("history", "peer", bob, "limit", 10, "after", 0);
            var end = phone.ask("history", "peer", bob, "limit", 10, "after", 20);

            assertPage(newest, 16, 25, true);
            assertPage(before, 6, 15, true);
            assertPage(oldest, 1, 5, false);
            assertPage(forward, 1, 10, true);
            assertPage(end, 21, 25, false);
            assertThat(end.get("digest")).isEqualTo(newest.get("digest"));
        }
    }

    private static void assertPage(JsonNode page, long first, long last, boolean more) {
        assertThat(values(page.get("messages"), "seq"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, last).mapToObj(Long::toString).toList());
        assertThat(page.get("more").asBoolean()).isEqualTo(more);
    }

    @Test
    void conversationsAreListedInPagesWithExactUnreadCounts() {
        var peers = new ArrayList<String>();
        try (var phone = chat.connect(alice, "phone")) {
            phone.next("caughtUp");
            for (int i = 1; i <= 5; i++) {
                String peer = RunningChat.person("peer");
                peers.add(peer);
                try (var sender = chat.connect(peer, "phone")) {
                    LongStream.rangeClosed(1, i).forEach(n -> sender.say(alice, "message " + n));
                }
            }
            phone.awaitLog(peers.getLast(), 5).ack(peers.getLast(), "read", 3);
            phone.say(peers.getLast(), "an answer counts for the other user");

            var first = phone.ask("conversations", "limit", 3);
            var second = phone.ask("conversations", "limit", 3, "cursor", first.get("cursor"));

            var rows = new ArrayList<JsonNode>();
            first.get("conversations").forEach(rows::add);
            second.get("conversations").forEach(rows::add);
            assertThat(first.get("conversations")).hasSize(3);
            assertThat(second.has("cursor")).isFalse();
            assertThat(rows.stream().map(row -> row.get("peer").asText()))
                    .containsExactlyInAnyOrderElementsOf(peers);
            assertThat(rows)
                    .allSatisfy(
                            row -> {
                                int peer = peers.indexOf(row.get("peer").asText());
                                int unread = peer == 4 ? 2 : peer + 1;
                                assertThat(row.get("unread").asInt()).isEqualTo(unread);
                            });
        }
    }

    @Test
    void aPageIsSortedByTheLastActivity() {
        var peers = List.of(RunningChat.person("bob"), RunningChat.person("carol"));
        peers.forEach(peer -> chat.connect(peer, "phone").close());
        try (var phone = chat.connect(alice, "phone")) {
            peers.forEach(peer -> phone.say(peer, "hi"));
            phone.say(peers.getFirst(), "again");

            var page = phone.ask("conversations");

            assertThat(values(page.get("conversations"), "peer")).isEqualTo(peers);
            assertThat(page.at("/conversations/0/lastMessage/preview").asText()).isEqualTo("again");
        }
    }

    private static List<String> values(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.get(field).asText())
                .toList();
    }
}
