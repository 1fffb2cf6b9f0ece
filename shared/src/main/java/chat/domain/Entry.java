package chat.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One entry of a conversation's log. Once written it never changes, except that erasing removes
/// its body and salt.
///
/// @param seq its number: 1, 2, 3 … without gaps
/// @param kind what the entry does
/// @param target the entry that this one refers to; 0 for none
/// @param sentAt when it was appended, in whole milliseconds; never before the previous entry
/// @param counts messages of each member up to and including this entry
/// @param salt empty once the body is erased
/// @param digest the chain over all entries up to and including this one, see [#digest]
public record Entry(
        long seq,
        EntryKind kind,
        long target,
        UserId from,
        ClientMessageId clientMessageId,
        Instant sentAt,
        Counts counts,
        Optional<Body> body,
        Optional<Salt> salt,
        Hash bodyHash,
        Hash digest) {

    /// The target of an entry that refers to no other.
    public static final long NO_TARGET = 0;

    /// Creates the entry that follows `tail`.
    ///
    /// @param tail the log's last entry; empty for the first
    /// @param now the current time; the entry gets the tail's time if that is later
    public static Entry next(Optional<Entry> tail, Draft draft, Salt salt, Instant now) {
        long seq = tail.map(Entry::seq).orElse(0L) + 1;
        Instant millis = now.truncatedTo(ChronoUnit.MILLIS);
        Instant sentAt = tail.map(Entry::sentAt).filter(millis::isBefore).orElse(millis);
        Hash bodyHash = draft.body().hash(salt);
        Hash before = tail.map(Entry::digest).orElse(Hash.ZERO);
        return new Entry(
                seq,
                EntryKind.MESSAGE,
                NO_TARGET,
                draft.from(),
                draft.clientMessageId(),
                sentAt,
                countsAfter(tail, draft.from()),
                Optional.of(draft.body()),
                Optional.of(salt),
                bodyHash,
                digest(before, seq, draft, sentAt, bodyHash));
    }

    /// The number of messages that `user` has written up to and including this entry.
    public long countOf(UserId user) {
        return user.equals(from) ? counts.ofSender() : counts.ofOther();
    }

    /// Whether this is the message that `sender` sent with the client message id `id`.
    public boolean isOf(UserId sender, ClientMessageId id) {
        return from.equals(sender) && clientMessageId.equals(id);
    }

    private static Counts countsAfter(Optional<Entry> tail, UserId sender) {
        if (tail.isEmpty()) {
            return new Counts(1, 0);
        }
        Counts counts = tail.get().counts();
        return tail.get().from().equals(sender)
                ? new Counts(counts.ofSender() + 1, counts.ofOther())
                : new Counts(counts.ofOther() + 1, counts.ofSender());
    }

    /// The digest chain: SHA-256 of the previous digest (32 bytes), seq (8), kind (text), sender
    /// (text), the UUID (16), sentAt in epoch milliseconds (8), target (8) and the body's hash
    /// (32). This version appends only messages without a target.
    private static Hash digest(Hash before, long seq, Draft draft, Instant sentAt, Hash bodyHash) {
        var uuid = draft.clientMessageId().uuid();
        return new Hashes()
                .bytes(before.bytes())
                .number(seq)
                .text(EntryKind.MESSAGE.name())
                .text(draft.from().value())
                .number(uuid.getMostSignificantBits())
                .number(uuid.getLeastSignificantBits())
                .number(sentAt.toEpochMilli())
                .number(NO_TARGET)
                .bytes(bodyHash.bytes())
                .hash();
    }
}
