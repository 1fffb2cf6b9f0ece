package chat.simulation;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.SearchQuery;
import chat.domain.TextBlock;
import chat.domain.UserId;
import chat.inmemory.InMemoryServices;
import chat.inmemory.SequentialParallel;
import chat.limits.RateLimits;
import chat.protocol.Search;
import chat.protocol.ServerFrame.Searched;
import chat.search.SearchMessages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Checks search once the faults have stopped and time has passed: the blocks have the texts that
/// users see, and a search finds the messages that a plain look at the logs finds.
final class SearchChecker {
    /// The words of a user's texts that are searched for.
    private static final int WORDS = 2;

    /// Small, so that searches have several pages.
    private static final int LIMIT = 7;

    private final SimulatedSystem system;

    SearchChecker(SimulatedSystem system) {
        this.system = system;
    }

    /// Checks what is stored. It holds although senders are gone.
    void checkTables() {
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                if (user.compareTo(peer) < 0) {
                    checkBlocks(new Pair(user, peer));
                }
            }
        }
    }

    private void checkBlocks(Pair pair) {
        Map<Long, String> texts = texts(pair);
        ConversationId conversation = system.tables().conversationId(pair);
        for (TextBlock block : system.tables().blocks().all(conversation)) {
            var layout = InMemoryServices.LAYOUT;
            var expected = new TreeMap<Long, String>();
            texts.forEach(
                    (seq, text) -> {
                        if (layout.of(seq) == block.number()) {
                            expected.put(seq, text);
                        }
                    });
            var stored = new TreeMap<Long, String>();
            block.texts().forEach(text -> stored.put(text.seq(), text.text()));
            check(
                    stored.equals(expected),
                    () -> pair + " has the block " + block + stored + " instead of " + expected);
        }
    }

    /// Checks that users find what they see.
    void check() {
        checkTables();
        for (UserId user : system.users()) {
            Map<Pair, Map<Long, String>> shown = shown(user);
            var words = new TreeSet<String>();
            shown.values().stream()
                    .flatMap(texts -> texts.values().stream())
                    .flatMap(text -> Stream.of(text.split(" ")))
                    .filter(word -> word.length() <= SearchQuery.LENGTH_MAX)
                    .forEach(words::add);
            words.stream().limit(WORDS).forEach(word -> check(user, word, shown));
            words.descendingSet().stream().limit(WORDS).forEach(word -> check(user, word, shown));
        }
    }

    /// What a user sees of each conversation: not what the user has hidden or cleared.
    private Map<Pair, Map<Long, String>> shown(UserId user) {
        var shown = new LinkedHashMap<Pair, Map<Long, String>>();
        for (Pair pair : pairs(user)) {
            Map<Long, String> texts = texts(pair);
            long cleared = system.row(pair).orElseThrow().hidden().clearedTo();
            texts.keySet().removeIf(seq -> seq <= cleared);
            texts.keySet().removeAll(system.hidden(pair));
            shown.put(pair, texts);
        }
        return shown;
    }

    private List<Pair> pairs(UserId user) {
        return system.users().stream()
                .filter(peer -> !peer.equals(user))
                .map(peer -> new Pair(user, peer))
                .filter(pair -> system.row(pair).filter(row -> row.hasBegun()).isPresent())
                .toList();
    }

    private void check(UserId user, String word, Map<Pair, Map<Long, String>> shown) {
        var query = SearchQuery.of(word);
        var expected = new TreeSet<String>();
        shown.forEach(
                (pair, texts) ->
                        texts.forEach(
                                (seq, text) -> {
                                    if (query.isIn(text)) {
                                        expected.add(pair.peer().value() + " " + seq);
                                    }
                                }));
        List<String> found = search(user, query);
        check(
                expected.equals(new TreeSet<>(found)) && found.size() == expected.size(),
                () -> user + " finds " + found + " for " + word + " instead of " + expected);
    }

    private List<String> search(UserId user, SearchQuery query) {
        var tables = system.tables();
        var surroundings =
                new SearchMessages.Surroundings(
                        InMemoryServices.LAYOUT,
                        RateLimits.NONE,
                        new SequentialParallel(),
                        system::now);
        var search =
                new SearchMessages(
                        tables.conversations(),
                        tables.hidden(),
                        tables.log(),
                        tables.blocks(),
                        surroundings);
        var caller = new Caller(user, new DeviceId("any"), new ConnectionId("any"), Instant.MAX);
        var found = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var frame =
                    new Search(
                            Optional.empty(),
                            query,
                            Optional.empty(),
                            Long.MAX_VALUE,
                            LIMIT,
                            cursor);
            var page = (Searched) search.handle(caller, frame, system.now());
            page.hits().forEach(hit -> found.add(hit.peer().value() + " " + hit.seq()));
            cursor = page.cursor();
        } while (cursor.isPresent());
        return found;
    }

    /// The messages of a conversation and their texts, as the whole log makes them.
    private Map<Long, String> texts(Pair pair) {
        List<Entry> log = system.log(pair);
        var texts = new TreeMap<Long, String>();
        var removed = new TreeSet<Long>();
        for (Entry entry : log) {
            switch (entry.body().orElse(null)) {
                case Body.Text(String text, int _) -> texts.put(entry.seq(), text);
                case Body.Edit(String text) -> texts.put(entry.target(), text);
                case Body.Remove() -> removed.add(entry.target());
                case null, default -> {}
            }
        }
        texts.keySet().removeAll(removed);
        return texts;
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
