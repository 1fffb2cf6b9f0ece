package chat.inmemory;

import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.port.TextBlocks;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// In-memory blocks of texts.
public final class InMemoryTextBlocks implements TextBlocks {
    private final Map<ConversationId, NavigableMap<Long, TextBlock>> blocks = new HashMap<>();

    @Override
    public synchronized Optional<TextBlock> find(ConversationId conversation, long number) {
        return Optional.ofNullable(of(conversation).get(number));
    }

    @Override
    public synchronized boolean put(ConversationId conversation, TextBlock block) {
        long stored = find(conversation, block.number()).map(TextBlock::version).orElse(0L);
        if (stored != block.version() - 1) {
            return false;
        }
        store(conversation, block);
        return true;
    }

    /// Stores a block without any condition: for a test that makes this mistake.
    public synchronized void store(ConversationId conversation, TextBlock block) {
        of(conversation).put(block.number(), block);
    }

    @Override
    public synchronized Part newest(ConversationId conversation, long first, long last) {
        var found =
                first > last
                        ? List.<TextBlock>of()
                        : List.copyOf(
                                of(conversation)
                                        .subMap(first, true, last, true)
                                        .descendingMap()
                                        .values());
        return new Part(found, first, 0.5 + found.size() / 4.0);
    }

    /// Returns all blocks of a conversation, ascending.
    public synchronized Collection<TextBlock> all(ConversationId conversation) {
        return List.copyOf(of(conversation).values());
    }

    /// Returns all blocks.
    synchronized Object snapshot() {
        return Snapshot.of(blocks);
    }

    private NavigableMap<Long, TextBlock> of(ConversationId conversation) {
        return blocks.computeIfAbsent(conversation, _ -> new TreeMap<>());
    }
}
