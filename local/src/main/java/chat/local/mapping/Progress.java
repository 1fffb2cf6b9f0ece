package chat.local.mapping;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How far a shard is done: records begin in order and end in any.
final class Progress {
    private final ArrayDeque<String> begun = new ArrayDeque<>();
    private final Set<String> ended = new HashSet<>();

    /// The record with the next sequence number will be worked on.
    synchronized void begin(String sequenceNumber) {
        begun.addLast(sequenceNumber);
    }

    /// A record needs no more work.
    ///
    /// @return the last sequence number such that it and all before it need none; empty if that is
    ///   as before
    synchronized Optional<String> end(String sequenceNumber) {
        ended.add(sequenceNumber);
        String last = null;
        while (!begun.isEmpty() && ended.remove(begun.peekFirst())) {
            last = begun.removeFirst();
        }
        return Optional.ofNullable(last);
    }

    /// Whether all that began has ended.
    synchronized boolean isIdle() {
        return begun.isEmpty();
    }
}
