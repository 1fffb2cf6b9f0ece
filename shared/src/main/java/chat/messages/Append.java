package chat.messages;

import chat.domain.ConversationId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Salt;
import chat.port.Backoff;
import chat.port.MessageLog;
import chat.port.MessageLog.AppendResult;
import chat.protocol.ClientFrame.Position;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Appends a message or an operation to the log exactly once, however often it is called.
public final class Append {
    /// The page size of the first read. For a device that is caught up, one entry is read.
    static final int FIRST_PAGE = 5;

    /// The maximum number of entries that one request compares.
    static final int COMPARED_MAX = 1_000;

    private static final int PAGE = 100;

    /// The maximum number of attempts. Each costs a write unit, even if it fails. Two users who
    /// write at the same time need two. A message that fails three times competes with hundreds,
    /// and the client's outbox retries it.
    static final int ATTEMPTS_MAX = 3;

    /// Skips the two shortest pauses: the first one is up to 20 ms, several times as long as a put.
    private static final int PAUSES_LEFT_OUT = 2;

    private final MessageLog log;
    private final Supplier<Salt> salts;
    private final Backoff backoff;

    /// @param salts a source of random salts
    public Append(MessageLog log, Supplier<Salt> salts, Backoff backoff) {
        this.log = log;
        this.salts = salts;
        this.backoff = backoff;
    }

    /// The result of looking for a message in the log.
    public sealed interface Found {
        /// The message is in the log.
        record Stored(Entry entry) implements Found {}

        /// The message is not in the log.
        ///
        /// @param tail the last entry; empty in an empty log
        /// @param targetRemoved whether one of the compared entries removes the draft's target
        record Absent(Optional<Entry> tail, boolean targetRemoved) implements Found {}

        /// The request would have to compare too many entries.
        record TooMany() implements Found {}

        /// The log contradicts the device's position.
        record Contradiction(String field) implements Found {}
    }

    /// The outcome of a write.
    public sealed interface Written {
        /// The message is in the log, from this attempt or an earlier one.
        record InLog(Entry entry) implements Written {}

        /// Nothing was written: an entry that was written first removes the operation's target.
        record TargetRemoved() implements Written {}

        /// Another message took the number each time. A retry may succeed.
        record ContentionLost() implements Written {}
    }

    /// Looks for the message among the entries that the device does not know.
    public Found look(ConversationId conversation, Draft draft, Position position) {
        return switch (position) {
            case Position.At(long seq) ->
                    log.find(conversation, seq)
                            .filter(entry -> isOf(draft, entry))
                            .<Found>map(Found.Stored::new)
                            .orElseGet(() -> new Found.Contradiction("seq"));
            case Position.After(long after) -> lookAfter(conversation, draft, after);
            case Position.Unknown() -> {
                var newest = log.newest(conversation, 1, Long.MAX_VALUE, FIRST_PAGE);
                yield stored(draft, newest)
                        .orElseGet(
                                () ->
                                        new Found.Absent(
                                                newest.stream().findFirst(),
                                                removesTarget(draft, newest)));
            }
        };
    }

    /// Writes the message after the tail, or after entries that others have written. After each
    /// lost race it waits a random time and then reads the end of the log. It compares each new
    /// entry, so that it finds an earlier attempt that succeeded late.
    public Written write(
            ConversationId conversation, Draft draft, Optional<Entry> tail, Instant now) {
        Optional<Entry> last = tail;
        for (int attempt = 1; ; attempt++) {
            Entry entry = Entry.next(last, draft, salts.get(), now);
            if (!(log.append(conversation, entry) instanceof AppendResult.Taken(Entry taken))) {
                return new Written.InLog(entry);
            }
            if (isOf(draft, taken)) {
                return new Written.InLog(taken);
            }
            if (attempt == ATTEMPTS_MAX) {
                return new Written.ContentionLost();
            }
            backoff.pause(attempt + PAUSES_LEFT_OUT);
            switch (lookAfter(conversation, draft, taken.seq())) {
                case Found.Stored(Entry stored) -> {
                    return new Written.InLog(stored);
                }
                case Found.Absent(Optional<Entry> newer, boolean targetRemoved) -> {
                    if (targetRemoved && draft.isOperation()) {
                        return new Written.TargetRemoved();
                    }
                    last = newer;
                }
                case Found.TooMany(), Found.Contradiction(_) -> {
                    return new Written.ContentionLost();
                }
            }
        }
    }

    private Found lookAfter(ConversationId conversation, Draft draft, long after) {
        long from = Math.max(1, after);
        var page = log.newest(conversation, from, Long.MAX_VALUE, FIRST_PAGE);
        var tail = page.stream().findFirst();
        if (tail.isEmpty() && after > 0) {
            return new Found.Contradiction("after");
        }
        int limit = FIRST_PAGE;
        int compared = 0;
        boolean targetRemoved = false;
        while (true) {
            targetRemoved |= removesTarget(draft, page);
            var stored = stored(draft, page);
            if (stored.isPresent()) {
                return stored.get();
            }
            if (page.size() < limit || page.getLast().seq() == from) {
                return new Found.Absent(tail, targetRemoved);
            }
            compared += page.size();
            limit = Math.min(PAGE, COMPARED_MAX - compared);
            if (limit == 0) {
                return new Found.TooMany();
            }
            page = log.newest(conversation, from, page.getLast().seq(), limit);
        }
    }

    private static Optional<Found> stored(Draft draft, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> isOf(draft, entry))
                .findFirst()
                .map(Found.Stored::new);
    }

    private static boolean removesTarget(Draft draft, List<Entry> entries) {
        return entries.stream()
                .anyMatch(
                        entry ->
                                entry.kind().equals(EntryKind.REMOVE)
                                        && entry.target() == draft.target());
    }

    private static boolean isOf(Draft draft, Entry entry) {
        return entry.isOf(draft.from(), draft.clientMessageId());
    }
}
