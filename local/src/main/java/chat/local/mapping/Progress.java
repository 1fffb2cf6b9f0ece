package chat.local.mapping;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The progress of a shard: records begin in order and end in any order.
final class Progress {
    private final ArrayDeque<String> begun = new ArrayDeque<>();
    private final Set<String> ended = new HashSet<>();

    /// Registers the record with the next sequence number.
    synchronized void begin(String sequenceNumber) {
        begun.addLast(sequenceNumber);
    }

    /// Marks a record as done.
    ///
    /// @return the last sequence number up to which all records are done; empty if it has not
    ///   changed
    synchronized Optional<String> end(String sequenceNumber) {
        ended.add(sequenceNumber);
        String last = null;
        while (!begun.isEmpty() && ended.remove(begun.peekFirst())) {
            last = begun.removeFirst();
        }
        return Optional.ofNullable(last);
    }

    /// Whether all registered records are done.
    synchronized boolean isIdle() {
        return begun.isEmpty();
    }
}
