package chat.inmemory;

import static java.util.stream.Collectors.toSet;

import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.HiddenMessages;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// In-memory hidden messages. The rows are those of [InMemoryConversations].
public final class InMemoryHiddenMessages implements HiddenMessages {
    private static final int BLOCK_ENTRIES = 1_000;
    private static final int PAGE_BLOCKS = 32;

    private final InMemoryConversations rows;
    private final int blockEntries;
    private final Map<Owner, TreeMap<Long, Block>> blocks = new HashMap<>();

    private record Owner(UserId user, UserId peer) {}

    private record Block(TreeSet<Long> seqs, long version) {
        Block with(long seq, long next) {
            var more = new TreeSet<>(seqs);
            more.add(seq);
            return new Block(more, Math.max(version, next));
        }
    }

    /// @param rows the rows that have the versions
    public InMemoryHiddenMessages(InMemoryConversations rows) {
        this(rows, BLOCK_ENTRIES);
    }

    /// @param rows the rows that have the versions
    /// @param blockEntries the entries of a block: a change returns all of its hidden messages
    public InMemoryHiddenMessages(InMemoryConversations rows, int blockEntries) {
        this.rows = rows;
        this.blockEntries = blockEntries;
    }

    @Override
    public ConversationRow row(UserId user, UserId peer) {
        return rows.row(user, peer);
    }

    @Override
    public synchronized void add(UserId user, UserId peer, Collection<Long> seqs, long version) {
        var ofOwner = blocks.computeIfAbsent(new Owner(user, peer), _ -> new TreeMap<>());
        for (long seq : seqs) {
            ofOwner.compute(
                    seq / blockEntries,
                    (_, block) ->
                            (block == null ? new Block(new TreeSet<>(), 0) : block)
                                    .with(seq, version));
        }
    }

    @Override
    public Optional<ConversationRow> publish(UserId user, UserId peer, long version, Instant now) {
        return rows.publishHidden(user, peer, version, now);
    }

    @Override
    public ConversationRow clear(UserId user, UserId peer, long upTo, Instant now) {
        return rows.clear(user, peer, upTo, now);
    }

    @Override
    public synchronized Page since(UserId user, UserId peer, long version, long after, int limit) {
        var ofOwner =
                blocks.getOrDefault(new Owner(user, peer), new TreeMap<>())
                        .tailMap((after + 1) / blockEntries);
        List<Long> found =
                ofOwner.entrySet().stream()
                        .limit(PAGE_BLOCKS)
                        .filter(block -> block.getValue().version() > version)
                        .flatMap(block -> block.getValue().seqs().tailSet(after + 1).stream())
                        .limit(limit + 1L)
                        .toList();
        if (found.size() > limit) {
            return new Page(found.subList(0, limit), Optional.of(found.get(limit - 1)));
        }
        List<Long> numbers = List.copyOf(ofOwner.keySet());
        return new Page(
                found,
                numbers.size() > PAGE_BLOCKS
                        ? Optional.of(lastEntry(numbers.get(PAGE_BLOCKS - 1)))
                        : Optional.empty());
    }

    @Override
    public synchronized Set<Long> between(UserId user, UserId peer, long from, long to) {
        return blocks.getOrDefault(new Owner(user, peer), new TreeMap<>()).values().stream()
                .flatMap(block -> block.seqs().subSet(from, to + 1).stream())
                .collect(toSet());
    }

    private long lastEntry(long block) {
        return (block + 1) * blockEntries - 1;
    }

    /// Returns all blocks.
    synchronized Object snapshot() {
        return Map.copyOf(blocks);
    }
}
