package chat.simulation;

import chat.domain.Fold.Reaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// What a device shows of messages that operations have changed. It follows `docs/protocol.md`,
/// without any code of the server: operations are taken in the log's order, and the text of a
/// removed message and of its edits is deleted.
final class DeviceFolds {
    private final NavigableMap<Long, ReceivedEntry> entries;
    private final DigestChain chain;
    private final boolean keepsRemoved;
    private final Map<Long, List<Long>> edits = new HashMap<>();
    private final Map<Long, Map<String, Reaction>> reactions = new HashMap<>();
    private final Set<Long> removed = new HashSet<>();

    DeviceFolds(
            NavigableMap<Long, ReceivedEntry> entries, DigestChain chain, boolean keepsRemoved) {
        this.entries = entries;
        this.chain = chain;
        this.keepsRemoved = keepsRemoved;
    }

    /// Takes the next operation. The device holds every entry before it.
    void fold(long seq, ReceivedEntry operation) {
        long target = operation.target();
        switch (operation.kind()) {
            case ReceivedEntry.EDIT -> {
                edits.computeIfAbsent(target, _ -> new ArrayList<>()).add(seq);
                if (removed.contains(target)) {
                    erase(seq);
                }
            }
            case ReceivedEntry.REMOVE -> {
                removed.add(target);
                erase(target);
                edits.getOrDefault(target, List.of()).forEach(this::erase);
            }
            case ReceivedEntry.REACTION ->
                    reactions
                            .computeIfAbsent(target, _ -> new TreeMap<>())
                            .put(operation.from(), new Reaction(seq, operation.text()));
            default -> throw new Violation("received the kind " + operation.kind());
        }
    }

    /// The device may lack an entry before the one at which its copy starts.
    private void erase(long seq) {
        if (!keepsRemoved) {
            entries.computeIfPresent(seq, (_, entry) -> entry.erased(chain));
        }
    }

    boolean isRemoved(long message) {
        return removed.contains(message);
    }

    /// The text that the device shows of a message; empty if it is removed.
    String text(long message) {
        List<Long> all = edits.getOrDefault(message, List.of());
        @Nullable ReceivedEntry shown = entries.get(all.isEmpty() ? message : all.getLast());
        return shown == null || removed.contains(message) ? "" : shown.text();
    }

    int edits(long message) {
        return edits.getOrDefault(message, List.of()).size();
    }

    /// The last reaction of each user, also one that was taken back.
    Map<String, Reaction> reactions(long message) {
        return reactions.getOrDefault(message, Map.of());
    }
}
