package chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.SearchQuery;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryServices;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random conversations whose blocks are stored in part: a search finds what a plain look at the
/// logs finds. Blocks have four entries.
final class SearchByBlocksTest {
    private static final int ROUNDS = 60;
    private static final UserId USER = new UserId("user");
    private static final List<String> WORDS =
            List.of("tea", "Tea", "José", "上海", "上海东", "مُحَمَّد", "coffee", "ﬁn", "a b");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void aSearchFindsWhatIsInTheLogs() {
        for (int round = 0; round < ROUNDS; round++) {
            var talk = new Talk(new InMemoryChat(Instant.parse("2026-11-22T00:00:00Z")));
            var peers = peers();
            write(talk, peers);
            for (String word : WORDS) {
                int limit = 1 + random.nextInt(20);
                assertThat(talk.search(USER, word, Optional.empty(), limit))
                        .as("seed %d, round %d, %s", seed, round, word)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(expected(talk, peers, word));
                UserId peer = peers.get(random.nextInt(peers.size()));
                assertThat(talk.search(USER, word, Optional.of(peer), limit))
                        .as("seed %d, round %d, %s with %s", seed, round, word, peer)
                        .isEqualTo(expected(talk, List.of(peer), word).reversed());
            }
        }
    }

    private List<UserId> peers() {
        var peers = new ArrayList<UserId>();
        for (int i = 0; i <= random.nextInt(3) * 12; i++) {
            peers.add(new UserId("peer" + i));
        }
        return peers;
    }

    private void write(Talk talk, List<UserId> peers) {
        for (int i = 0; i < 150; i++) {
            UserId peer = peers.get(random.nextInt(peers.size()));
            boolean own = random.nextBoolean();
            UserId from = own ? USER : peer;
            UserId to = own ? peer : USER;
            List<Entry> log = talk.log(USER, peer);
            long target = log.isEmpty() ? 0 : 1 + random.nextInt(log.size());
            if (target == 0 || random.nextInt(4) > 0) {
                long seq = talk.say(from, to, text());
                build(talk, peer, seq);
            } else {
                change(talk, from, to, log.get((int) target - 1));
            }
            if (random.nextInt(20) == 0) {
                talk.chat().ports().clock().advance(Duration.ofHours(random.nextInt(30)));
            }
        }
    }

    private void change(Talk talk, UserId from, UserId to, Entry target) {
        boolean isOwnMessage =
                target.kind().isMessage()
                        && target.from().equals(from)
                        && !target.fold().isRemoved()
                        && target.fold().edits().size() < 10;
        UserId peer = from.equals(USER) ? to : from;
        if (random.nextInt(8) == 0) {
            talk.hide(USER, peer, target.seq());
        } else if (random.nextInt(30) == 0) {
            talk.clear(USER, peer, target.seq());
        } else if (isOwnMessage && talk.chat().now().isBefore(target.sentAt().plusSeconds(9_999))) {
            var body = random.nextInt(3) == 0 ? new Body.Remove() : new Body.Edit(text());
            long seq = talk.send(from, to, target.seq(), body);
            build(talk, peer, seq);
        }
    }

    /// Most blocks are built at once; some are built never.
    private void build(Talk talk, UserId peer, long seq) {
        if (random.nextInt(5) > 0) {
            talk.chat().services().maintainBlocks().build(ConversationId.of(USER, peer), seq);
        }
    }

    private String text() {
        var text = new StringBuilder("m");
        for (int i = 0; i <= random.nextInt(3); i++) {
            text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /// Returns the messages of the log that match, ascending, read plainly.
    private static List<String> expected(Talk talk, List<UserId> peers, String word) {
        var expected = new ArrayList<String>();
        for (UserId peer : peers) {
            List<Entry> log = talk.log(USER, peer);
            var row = talk.chat().ports().conversations().row(USER, peer);
            var hidden = talk.chat().ports().hidden().between(USER, peer, 1, log.size());
            for (Entry entry : log) {
                if (entry.kind().isMessage()
                        && entry.seq() > row.hidden().clearedTo()
                        && !hidden.contains(entry.seq())
                        && SearchQuery.of(word).isIn(text(log, entry))) {
                    expected.add(peer.value() + " " + entry.seq());
                }
            }
        }
        return expected;
    }

    private static String text(List<Entry> log, Entry message) {
        String text = message.body().map(body -> ((Body.Text) body).text()).orElse("");
        for (Entry entry : log) {
            if (entry.target() == message.seq()
                    && entry.body().orElse(null) instanceof Body.Edit(String edited)) {
                text = edited;
            }
        }
        return message.fold().isRemoved() ? "" : text;
    }

    /// The blocks make the difference: without them the rounds above would test the logs only.
    @Test
    void aSearchReadsBlocksRatherThanTheLog() {
        var talk = new Talk(new InMemoryChat(Instant.parse("2026-11-22T00:00:00Z")));
        var peer = new UserId("peer");
        for (int i = 0; i < 40; i++) {
            build(talk, peer, talk.say(USER, peer, "milk"));
            talk.chat()
                    .services()
                    .operateBlocks()
                    .rebuild(ConversationId.of(USER, peer), Optional.empty());
        }
        var faults = Faults.none();

        assertThat(talk.with(faults).search(USER, "tea")).isEmpty();

        assertThat(faults.calls()).containsOnlyOnce("TextBlocks.newest");
        assertThat(faults.calls()).filteredOn("MessageLog.newest"::equals).hasSize(1);
        assertThat(InMemoryServices.LAYOUT.entries()).isEqualTo(4);
    }
}
