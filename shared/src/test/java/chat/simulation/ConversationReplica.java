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

/// A device's copy of one conversation. It survives a restart of the device.
final class ConversationReplica {
    private final UserId peer;
    private final NavigableMap<Long, ReceivedEntry> entries = new TreeMap<>();
    private final Map<String, Long> seqs = new HashMap<>();

    /// The seq before the first entry held; empty until the first entry arrives.
    private OptionalLong base = OptionalLong.empty();

    private long held;
    private long lastOfPeer;
    private long end;
    private long read;
    private long peerDelivered;
    private long peerRead;
    private byte @Nullable [] digest;
    private KnownSettings settings = KnownSettings.NONE;
    private long newestVersion;
    private Watermark acked = Watermark.NONE;
    private Watermark confirmed = Watermark.NONE;

    /// The two positions of an acknowledgement.
    record Watermark(long delivered, long read) {
        static final Watermark NONE = new Watermark(0, 0);

        Watermark or(Watermark other) {
            return new Watermark(Math.max(delivered, other.delivered), Math.max(read, other.read));
        }

        boolean covers(Watermark other) {
            return delivered >= other.delivered && read >= other.read;
        }
    }

    private final DigestChain chain;
    private final DeviceFolds folds;

    /// @param keepsRemoved whether the device keeps the text of removed messages, by mistake
    ConversationReplica(UserId peer, DigestChain chain, boolean keepsRemoved) {
        this.peer = peer;
        this.chain = chain;
        this.folds = new DeviceFolds(entries, chain, keepsRemoved);
    }

    /// What operations have made of the messages.
    DeviceFolds folds() {
        return folds;
    }

    UserId peer() {
        return peer;
    }

    OptionalLong base() {
        return base;
    }

    /// The last seq up to which the device holds every entry after its base.
    long held() {
        return held;
    }

    /// All entries received after the base, including those beyond a gap.
    NavigableMap<Long, ReceivedEntry> entries() {
        return entries;
    }

    /// The seq of a message that was received or accepted.
    OptionalLong seqOf(String id) {
        Long seq = seqs.get(id);
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }

    /// Stores entries: ascending, without gap.
    ///
    /// @param after the seq before the first entry of the catch-up, if the frame has it
    /// @return whether any entry was new
    boolean take(OptionalLong after, Map<Long, ReceivedEntry> news) {
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
        entries.headMap(seq, true).clear();
        digest = seq == 0 ? DigestChain.START : null;
    }

    /// Compares the digest of a frame with the digest that this device computes. A device that does
    /// not hold the conversation from its start trusts the first digest it receives.
    void digest(long seq, String told) {
        if (base.isPresent() && seq == held) {
            if (digest == null) {
                digest = DigestChain.decoded(told);
            } else if (!DigestChain.encoded(digest).equals(told)) {
                throw new Violation(
                        "different digest of entry " + seq + " with " + peer.value() + ": " + told);
            }
        }
    }

    /// Of an entry at or before the base only the number is kept: its removal may be in a part of
    /// the log that the device does not hold.
    private boolean put(long seq, ReceivedEntry entry) {
        if (base.isPresent() && seq <= base.getAsLong()) {
            return seqs.putIfAbsent(entry.id(), seq) == null;
        }
        ReceivedEntry before = entries.putIfAbsent(seq, entry);
        if (before != null && !before.isSame(entry, chain)) {
            throw new Violation(
                    "entry " + seq + " with " + peer.value() + " was " + before + ", is " + entry);
        }
        Long other = seqs.putIfAbsent(entry.id(), seq);
        if (other != null && other != seq) {
            throw new Violation("received twice, as " + other + " and " + seq + ": " + entry);
        }
        return before == null;
    }

    private void advance() {
        while (base.isPresent() && entries.containsKey(held + 1)) {
            held++;
            ReceivedEntry entry = Objects.requireNonNull(entries.get(held));
            if (digest != null) {
                digest = chain.next(digest, held, entry);
            }
            if (entry.from().equals(peer.value())) {
                lastOfPeer = held;
            }
            if (!entry.isMessage()) {
                folds.fold(held, entry);
            }
        }
    }

    /// Records that the log has at least this many entries.
    void reaches(long seq) {
        end = Math.max(end, seq);
    }

    /// Whether an entry is missing before the known end of the log.
    boolean hasGap() {
        return end > held;
    }

    long read() {
        return read;
    }

    /// Records that the user has read this far, on this device or another.
    void read(long seq) {
        read = Math.max(read, seq);
    }

    /// The settings of the conversation as this device knows them.
    KnownSettings settings() {
        return settings;
    }

    /// The greatest version of the settings that this device ever received.
    long newestVersion() {
        return newestVersion;
    }

    /// Stores settings if their version is greater.
    ///
    /// @param anyVersion whether to store them whatever their version
    void settings(KnownSettings news, boolean anyVersion) {
        newestVersion = Math.max(newestVersion, news.version());
        if (anyVersion || news.version() > settings.version()) {
            settings = news;
        }
    }

    /// The number of the peer's messages that this device holds and the user has not read.
    long unread() {
        return entries.tailMap(read, false).values().stream()
                .filter(ReceivedEntry::isMessage)
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

    /// The acknowledgement for the current state.
    Watermark mark() {
        return new Watermark(held, Math.min(read, held));
    }

    /// Whether there is something new to acknowledge: entries of the peer, or more that is read.
    boolean needsAck() {
        return lastOfPeer > acked.delivered() || mark().read() > acked.read();
    }

    /// What this device has acknowledged, whether or not the server received it.
    Watermark acked() {
        return acked;
    }

    void acked(Watermark mark) {
        acked = acked.or(mark);
    }

    /// Whether the server may have missed an ack.
    boolean isUnconfirmed() {
        return !confirmed.covers(acked);
    }

    void confirmed(Watermark mark) {
        confirmed = confirmed.or(mark);
    }

    /// What the server has confirmed.
    Watermark confirmed() {
        return confirmed;
    }

    /// The digest of everything held, as this device computes it.
    Optional<String> digest() {
        return Optional.ofNullable(digest).map(DigestChain::encoded);
    }
}
