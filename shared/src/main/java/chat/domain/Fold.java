package chat.domain;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The effect of operations on a message. Folding the same operations in any order, each once or
/// several times, gives the same result.
///
/// @param edits the edits; the last one has the text
/// @param removedBy the first removal
/// @param reactions the last reaction of each member, even if it was withdrawn
public record Fold(
        SortedSet<Long> edits, OptionalLong removedBy, SortedMap<UserId, Reaction> reactions) {
    /// No operation.
    public static final Fold NONE =
            new Fold(new TreeSet<>(), OptionalLong.empty(), new TreeMap<>());

    /// A member's reaction.
    ///
    /// @param seq the operation's number
    /// @param emoji empty if it was withdrawn
    public record Reaction(long seq, String emoji) {}

    public Fold {
        edits = Collections.unmodifiableSortedSet(new TreeSet<>(edits));
        reactions = Collections.unmodifiableSortedMap(new TreeMap<>(reactions));
    }

    /// This fold with one more operation. Ignores kinds of a newer version.
    public Fold with(Entry operation) {
        long seq = operation.seq();
        if (operation.kind().equals(EntryKind.EDIT)) {
            var more = new TreeSet<>(edits);
            more.add(seq);
            return new Fold(more, removedBy, reactions);
        }
        if (operation.kind().equals(EntryKind.REMOVE)) {
            long first = Math.min(seq, removedBy.orElse(seq));
            return new Fold(edits, OptionalLong.of(first), reactions);
        }
        if (operation.body().orElse(null) instanceof Body.Reaction(String emoji)
                && isAfter(operation)) {
            var more = new TreeMap<>(reactions);
            more.put(operation.from(), new Reaction(seq, emoji));
            return new Fold(edits, removedBy, more);
        }
        return this;
    }

    private boolean isAfter(Entry reaction) {
        Reaction earlier = reactions.get(reaction.from());
        return earlier == null || earlier.seq() < reaction.seq();
    }

    /// Whether the operation is part of this fold, or no longer matters.
    public boolean includes(Entry operation) {
        return with(operation).equals(this);
    }

    /// Whether the message is removed.
    public boolean isRemoved() {
        return removedBy.isPresent();
    }

    /// The edit that has the message's text; empty if the text is the original one or removed.
    public OptionalLong textFrom() {
        return edits.isEmpty() || isRemoved()
                ? OptionalLong.empty()
                : OptionalLong.of(edits.last());
    }

    /// Counts what changed the text. As operations are folded one after another, a fold with a
    /// greater version is a later one.
    public long textVersion() {
        return edits.size() + (isRemoved() ? 1L : 0L);
    }
}
