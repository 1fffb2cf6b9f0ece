package chat.simulation;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a device knows to be hidden of one conversation. It survives a restart of the device.
final class HiddenReplica {
    private final TreeSet<Long> seqs = new TreeSet<>();
    private long clearedTo;

    /// The version up to which the device has all messages.
    private long version;

    /// The greatest version that the device has seen.
    private long known;

    void add(Collection<Long> hidden) {
        seqs.addAll(hidden);
    }

    void clear(long upTo) {
        clearedTo = Math.max(clearedTo, upTo);
    }

    /// A change has this version.
    void changed(long next) {
        known = Math.max(known, next);
        if (next == version + 1) {
            version = next;
        }
    }

    /// The device has everything up to a version.
    void complete(long upTo) {
        known = Math.max(known, upTo);
        version = Math.max(version, upTo);
    }

    /// A row has this version.
    void exists(long next) {
        known = Math.max(known, next);
    }

    long version() {
        return version;
    }

    /// Whether the device lacks a change that it has heard of.
    boolean isBehind() {
        return known > version;
    }

    long clearedTo() {
        return clearedTo;
    }

    /// The hidden messages beyond the cleared part.
    SortedSet<Long> shown() {
        return new TreeSet<>(seqs.tailSet(clearedTo + 1));
    }
}
