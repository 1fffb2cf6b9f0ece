package chat.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One entry of a conversation's log. Once written it never changes, except that operations are
/// folded onto it and that erasing removes its body and salt.
///
/// @param seq its number: 1, 2, 3 … without gaps
/// @param kind what the entry does
/// @param target the entry that this one refers to; 0 for none
/// @param sentAt when it was appended, in whole milliseconds; never before the previous entry
/// @param counts messages of each member up to and including this entry
/// @param salt empty once the body is erased
/// @param digest the chain over all entries up to and including this one, see [#digest]
/// @param operation what an operation needs to be finished; empty for a message
/// @param fold the effect of operations on a message
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
        Hash digest,
        Optional<Operation> operation,
        Fold fold) {

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
                draft.body().kind(),
                draft.target(),
                draft.from(),
                draft.clientMessageId(),
                sentAt,
                countsAfter(tail, draft),
                Optional.of(draft.body()),
                Optional.of(salt),
                bodyHash,
                digest(before, seq, draft, sentAt, bodyHash),
                operation(tail, draft),
                Fold.NONE);
    }

    /// This entry without its body and salt.
    public Entry erased() {
        return new Entry(
                seq,
                kind,
                target,
                from,
                clientMessageId,
                sentAt,
                counts,
                Optional.empty(),
                Optional.empty(),
                bodyHash,
                digest,
                operation,
                fold);
    }

    /// This entry after an operation on it was folded. A removal erases it.
    public Entry with(Entry folded) {
        return with(fold.with(folded));
    }

    private Entry with(Fold changed) {
        var result =
                new Entry(
                        seq,
                        kind,
                        target,
                        from,
                        clientMessageId,
                        sentAt,
                        counts,
                        body,
                        salt,
                        bodyHash,
                        digest,
                        operation,
                        changed);
        return changed.isRemoved() ? result.erased() : result;
    }

    /// The last message up to and including this entry; 0 for none.
    public long lastMessage() {
        return kind.isMessage() ? seq : operation.map(Operation::lastMessage).orElse(0L);
    }

    /// The number of operations up to and including this entry.
    public long operations() {
        return seq - counts.ofSender() - counts.ofOther();
    }

    /// The number of messages that `user` has written up to and including this entry.
    public long countOf(UserId user) {
        return user.equals(from) ? counts.ofSender() : counts.ofOther();
    }

    /// Whether this is the message that `sender` sent with the client message id `id`.
    public boolean isOf(UserId sender, ClientMessageId id) {
        return from.equals(sender) && clientMessageId.equals(id);
    }

    /// Counts only messages.
    private static Counts countsAfter(Optional<Entry> tail, Draft draft) {
        long more = draft.isOperation() ? 0 : 1;
        return tail.map(entry -> entry.countsBy(draft.from()))
                .map(counts -> new Counts(counts.ofSender() + more, counts.ofOther()))
                .orElse(new Counts(more, 0));
    }

    private Counts countsBy(UserId sender) {
        return from.equals(sender) ? counts : counts.inverse();
    }

    private static Optional<Operation> operation(Optional<Entry> tail, Draft draft) {
        return draft.isOperation()
                ? Optional.of(new Operation(draft.to(), tail.map(Entry::lastMessage).orElse(0L)))
                : Optional.empty();
    }

    /// The digest chain: SHA-256 of the previous digest (32 bytes), seq (8), kind (text), sender
    /// (text), the UUID (16), sentAt in epoch milliseconds (8), target (8) and the body's hash
    /// (32).
    private static Hash digest(Hash before, long seq, Draft draft, Instant sentAt, Hash bodyHash) {
        var uuid = draft.clientMessageId().uuid();
        return new Hashes()
                .bytes(before.bytes())
                .number(seq)
                .text(draft.body().kind().name())
                .text(draft.from().value())
                .number(uuid.getMostSignificantBits())
                .number(uuid.getLeastSignificantBits())
                .number(sentAt.toEpochMilli())
                .number(draft.target())
                .bytes(bodyHash.bytes())
                .hash();
    }
}
