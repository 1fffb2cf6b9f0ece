package chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.BlockLayout;
import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ClientMessageId;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.FoldedText;
import chat.domain.Salt;
import chat.domain.SearchQuery;
import chat.domain.TextBlock;
import chat.domain.UserId;
import chat.inmemory.InMemoryConversations;
import chat.inmemory.InMemoryHiddenMessages;
import chat.inmemory.InMemoryMessageLog;
import chat.inmemory.InMemoryTextBlocks;
import chat.inmemory.SequentialParallel;
import chat.limits.RateLimits;
import chat.protocol.ServerFrame.Searched;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Many messages in eight scripts: each search finds what a plain look at the texts finds.
/// `-Dchat.search=200000` writes that many messages.
final class SearchLoadTest {
    private static final int MESSAGES = Integer.getInteger("chat.search", 20_000);
    private static final int CONVERSATIONS = 300;
    private static final int QUERIES = MESSAGES > 20_000 ? 500 : 100;
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final UserId USER = new UserId("user");

    private static final List<String> SYLLABLES =
            List.of(
                    "ka mi no ré tü ßo ła ing ster",
                    "по ве ра ёл ть ск ий на",
                    "αλ ός ευ θη ρα κι μό",
                    "上 海 家 在 东 边 我 天 气",
                    "が ト 東 きょう ﾊﾟ です ラ",
                    "ที่ นี่ ครับ สวย ไป มา",
                    "مُ حَم د ال سلا م ياء",
                    "हिन् दी क्या है में नमस् ते");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final InMemoryMessageLog log = new InMemoryMessageLog();
    private final InMemoryConversations rows = new InMemoryConversations();
    private final InMemoryTextBlocks blocks = new InMemoryTextBlocks();
    private final List<Message> messages = new ArrayList<>();

    /// A message as the test wrote it.
    private record Message(UserId peer, long seq, String folded) {}

    @Test
    void everySearchFindsWhatAPlainLookFinds() {
        for (int i = 0; i < CONVERSATIONS; i++) {
            write(new UserId("peer" + i), share(i));
        }
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            String query = query();
            List<String> found = search(query);
            assertThat(found).as("seed %d, %s", seed, query).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(found))
                    .as("seed %d, %s", seed, query)
                    .isEqualTo(expected(query));
            hits += found.size();
        }

        assertThat(messages).hasSizeGreaterThan(MESSAGES * 9 / 10);
        assertThat(hits).isGreaterThan(QUERIES);
    }

    /// A third of the messages is in the first three conversations.
    private static int share(int conversation) {
        return conversation < 3 ? MESSAGES / 9 : MESSAGES * 2 / 3 / (CONVERSATIONS - 3);
    }

    private void write(UserId peer, int count) {
        var conversation = ConversationId.of(USER, peer);
        List<String> script = words(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        Optional<Entry> tail = Optional.empty();
        var texts = new ArrayList<TextBlock.Text>();
        for (int seq = 1; seq <= count; seq++) {
            String text = text(script);
            var id = new ClientMessageId(new UUID(peer.hashCode(), seq).toString());
            UserId from = random.nextBoolean() ? USER : peer;
            var draft =
                    new Draft(
                            from,
                            from.equals(USER) ? peer : USER,
                            id,
                            Entry.NO_TARGET,
                            new Body.Text(text));
            Entry entry = Entry.next(tail, draft, Salt.of(new byte[Salt.BYTES]), START);
            log.append(conversation, entry);
            texts.add(new TextBlock.Text(seq, 0, text));
            messages.add(new Message(peer, seq, FoldedText.fold(text)));
            tail = Optional.of(entry);
        }
        rows.index(USER, peer, tail.orElseThrow(), START.plusSeconds(random.nextInt(9_999_999)));
        for (int block = 0; (block + 1) * 64 <= count; block++) {
            // Some blocks are missing, as if their building had failed.
            if (random.nextInt(20) > 0) {
                var some = texts.subList(block * 64, block * 64 + 64);
                blocks.put(conversation, new TextBlock(block + 1L, 1, some));
            }
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    private String text(List<String> script) {
        var text = new StringBuilder();
        for (int word = 0; word <= random.nextInt(8); word++) {
            for (int i = 0; i <= random.nextInt(3); i++) {
                text.append(script.get(random.nextInt(script.size())));
            }
            text.append(random.nextInt(9) > 0 ? " " : ", ");
        }
        return text.toString();
    }

    /// One or two words of a message, or a part of it, in other spelling.
    private String query() {
        String text = messages.get(random.nextInt(messages.size())).folded().strip();
        List<String> words = words(text);
        String query = words.get(random.nextInt(words.size()));
        if (random.nextInt(3) == 0) {
            query += " " + words.get(random.nextInt(words.size()));
        }
        return random.nextBoolean() ? query.toUpperCase(Locale.ROOT) : query;
    }

    private Set<String> expected(String query) {
        var words = SearchQuery.of(query).words();
        var expected = new TreeSet<String>();
        for (Message message : messages) {
            if (words.stream().allMatch(message.folded()::contains)) {
                expected.add(message.peer().value() + " " + message.seq());
            }
        }
        return expected;
    }

    private List<String> search(String query) {
        var surroundings =
                new SearchMessages.Surroundings(
                        BlockLayout.STANDARD,
                        RateLimits.NONE,
                        new SequentialParallel(),
                        () -> START);
        var search =
                new SearchMessages(
                        rows, new InMemoryHiddenMessages(rows), log, blocks, surroundings);
        var caller = new Caller(USER, new DeviceId("phone"), new ConnectionId("c"), Instant.MAX);
        var found = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var frame = Talk.search(query, Optional.empty(), 50, cursor);
            var page = (Searched) search.handle(caller, frame, START);
            page.hits().forEach(hit -> found.add(hit.peer().value() + " " + hit.seq()));
            cursor = page.cursor();
        } while (cursor.isPresent());
        return found;
    }
}
