package chat.simulation;

import chat.domain.UserId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A device's copy of one conversation: what survives a restart.
final class Talk {
    private final UserId peer;
    private final NavigableMap<Long, Held> entries = new TreeMap<>();
    private final Map<String, Long> seqs = new HashMap<>();

    /// The entry that the first one held follows; empty before the first one came.
    private OptionalLong base = OptionalLong.empty();

    private long held;
    private long lastOfPeer;
    private long end;
    private long read;
    private long peerDelivered;
    private long peerRead;
    private byte @Nullable [] digest;
    private Chosen chosen = Chosen.NONE;
    private long newestTold;
    private Mark acked = Mark.NONE;
    private Mark confirmed = Mark.NONE;

    /// An entry as a frame brought it.
    record Held(String from, String id, long sentAt, String text, String salt) {}

    /// How far an ack goes.
    record Mark(long delivered, long read) {
        static final Mark NONE = new Mark(0, 0);

        Mark or(Mark other) {
            return new Mark(Math.max(delivered, other.delivered), Math.max(read, other.read));
        }

        boolean covers(Mark other) {
            return delivered >= other.delivered && read >= other.read;
        }
    }

    private final Chain chain;

    Talk(UserId peer, Chain chain) {
        this.peer = peer;
        this.chain = chain;
    }

    UserId peer() {
        return peer;
    }

    OptionalLong base() {
        return base;
    }

    /// Up to here it holds everything from its base on.
    long held() {
        return held;
    }

    /// All it was ever brought, those beyond a gap too.
    NavigableMap<Long, Held> entries() {
        return entries;
    }

    /// The number under which a message came back, or was accepted.
    OptionalLong seqOf(String id) {
        Long seq = seqs.get(id);
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }

    /// Takes entries, ascending, without gap.
    ///
    /// @param after the entry they follow, where a drain says so
    /// @return whether there was anything new
    boolean take(OptionalLong after, Map<Long, Held> news) {
        if (base.isEmpty() && after.isPresent()) {
            startAt(after.getAsLong());
        }
        boolean isNew = false;
        for (var entry : news.entrySet()) {
            isNew |= put(entry.getKey(), entry.getValue());
            reaches(entry.getKey());
        }
        if (base.isEmpty() && entries.containsKey(1L)) {
            startAt(0);
        }
        advance();
        return isNew;
    }

    private void startAt(long seq) {
        base = OptionalLong.of(seq);
        held = seq;
        digest = seq == 0 ? Chain.START : null;
    }

    /// Compares what a frame says of its last entry with what this device computes; a device that
    /// does not start at the beginning takes the first such word as its anchor.
    void digest(long seq, String told) {
        if (base.isPresent() && seq == held) {
            if (digest == null) {
                digest = Chain.decoded(told);
            } else if (!Chain.encoded(digest).equals(told)) {
                throw new Violation(
                        "another digest of entry " + seq + " with " + peer.value() + ": " + told);
            }
        }
    }

    private boolean put(long seq, Held entry) {
        Held before = entries.putIfAbsent(seq, entry);
        if (before != null && !before.equals(entry)) {
            throw new Violation(
                    "entry " + seq + " with " + peer.value() + " was " + before + ", is " + entry);
        }
        Long other = seqs.putIfAbsent(entry.id(), seq);
        if (other != null && other != seq) {
            throw new Violation("shown twice, as " + other + " and " + seq + ": " + entry);
        }
        return before == null;
    }

    private void advance() {
        while (base.isPresent() && entries.containsKey(held + 1)) {
            held++;
            Held entry = Objects.requireNonNull(entries.get(held));
            if (digest != null) {
                digest = chain.next(digest, held, entry);
            }
            if (entry.from().equals(peer.value())) {
                lastOfPeer = held;
            }
        }
    }

    /// The log goes at least this far.
    void reaches(long seq) {
        end = Math.max(end, seq);
    }

    /// Whether something before the log's known end is missing.
    boolean hasGap() {
        return end > held;
    }

    long read() {
        return read;
    }

    /// The user has seen all that is held, or has elsewhere.
    void read(long seq) {
        read = Math.max(read, seq);
    }

    /// What the user has set, as far as this device knows.
    Chosen chosen() {
        return chosen;
    }

    /// The newest version of it that this device was ever told of.
    long newestTold() {
        return newestTold;
    }

    /// Of two the greater version is the newer.
    ///
    /// @param anyVersion whether it is taken all the same
    void chosen(Chosen news, boolean anyVersion) {
        newestTold = Math.max(newestTold, news.version());
        if (anyVersion || news.version() > chosen.version()) {
            chosen = news;
        }
    }

    /// The peer's messages that this device holds, and the user has not read.
    long unread() {
        return entries.tailMap(read, false).values().stream()
                .filter(entry -> entry.from().equals(peer.value()))
                .count();
    }

    long peerDelivered() {
        return peerDelivered;
    }

    long peerRead() {
        return peerRead;
    }

    void receipt(long delivered, long readByPeer) {
        peerDelivered = Math.max(peerDelivered, delivered);
        peerRead = Math.max(peerRead, readByPeer);
    }

    /// What an ack would say now.
    Mark mark() {
        return new Mark(held, Math.min(read, held));
    }

    /// Whether there is reason for an ack: the peer's entries, or more read.
    boolean needsAck() {
        return lastOfPeer > acked.delivered() || mark().read() > acked.read();
    }

    /// What was acknowledged, whether it arrived or not.
    Mark acked() {
        return acked;
    }

    void acked(Mark mark) {
        acked = acked.or(mark);
    }

    /// Whether an ack may have been lost.
    boolean isUnconfirmed() {
        return !confirmed.covers(acked);
    }

    void confirmed(Mark mark) {
        confirmed = confirmed.or(mark);
    }

    /// What the server is known to have taken.
    Mark confirmed() {
        return confirmed;
    }

    /// The digest of all up to what is held, as this device computes it.
    Optional<String> digest() {
        return Optional.ofNullable(digest).map(Chain::encoded);
    }
}
