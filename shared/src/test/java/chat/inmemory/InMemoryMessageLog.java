package chat.inmemory;

import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.Fold;
import chat.domain.UserId;
import chat.port.EntryBuilder;
import chat.port.MessageLog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// In-memory message logs.
public final class InMemoryMessageLog implements MessageLog {
    private final Map<ConversationId, NavigableMap<Long, Entry>> logs = new HashMap<>();

    private BiConsumer<ConversationId, Entry> onAppend = (_, _) -> {};

    /// Calls the listener for each entry that is appended, like the table's stream.
    public synchronized void onAppend(BiConsumer<ConversationId, Entry> listener) {
        onAppend = listener;
    }

    @Override
    public synchronized AppendResult append(ConversationId conversation, Entry entry) {
        Entry existing = log(conversation).putIfAbsent(entry.seq(), entry);
        if (existing == null) {
            onAppend.accept(conversation, entry);
        }
        return existing == null ? new AppendResult.Appended() : new AppendResult.Taken(existing);
    }

    @Override
    public synchronized Optional<Entry> find(ConversationId conversation, long seq) {
        return Optional.ofNullable(log(conversation).get(seq));
    }

    @Override
    public synchronized Optional<Entry> current(ConversationId conversation, long seq) {
        return find(conversation, seq);
    }

    @Override
    public synchronized Entry fold(ConversationId conversation, Entry operation) {
        Entry target = log(conversation).get(operation.target());
        if (target == null) {
            throw new IllegalStateException(
                    "entry " + operation.seq() + " has no target " + operation.target());
        }
        Entry folded = target.with(operation);
        log(conversation).put(folded.seq(), folded);
        return folded;
    }

    @Override
    public synchronized void erase(ConversationId conversation, long seq) {
        log(conversation).computeIfPresent(seq, (_, entry) -> entry.erased());
    }

    @Override
    public synchronized List<Entry> after(ConversationId conversation, long after, int limit) {
        return log(conversation).tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Entry> newest(
            ConversationId conversation, long from, long before, int limit) {
        if (from >= before) {
            return List.of();
        }
        var range = log(conversation).subMap(from, true, before, false);
        return range.descendingMap().values().stream().limit(limit).toList();
    }

    /// Forgets the reaction of the same user that is folded onto the operation's target: for a test
    /// that folds in another order.
    public synchronized void forgetReaction(ConversationId conversation, Entry operation) {
        log(conversation)
                .computeIfPresent(
                        operation.target(), (_, target) -> without(target, operation.from()));
    }

    private static Entry without(Entry entry, UserId reacting) {
        Fold fold = entry.fold();
        var reactions = new TreeMap<>(fold.reactions());
        reactions.remove(reacting);
        return EntryBuilder.from(entry)
                .fold(new Fold(fold.edits(), fold.removedBy(), reactions))
                .build();
    }

    /// Returns the whole log, ascending.
    public List<Entry> entries(ConversationId conversation) {
        return after(conversation, 0, Integer.MAX_VALUE);
    }

    /// Returns all stored entries.
    synchronized Object snapshot() {
        return Snapshot.of(logs);
    }

    private NavigableMap<Long, Entry> log(ConversationId conversation) {
        return logs.computeIfAbsent(conversation, _ -> new TreeMap<>());
    }
}
