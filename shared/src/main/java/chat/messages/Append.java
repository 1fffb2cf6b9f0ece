package chat.messages;

import chat.domain.ConversationId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.Salt;
import chat.port.Backoff;
import chat.port.MessageLog;
import chat.port.MessageLog.AppendResult;
import chat.protocol.ClientFrame.Position;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts a message into the log once, however often it is asked to.
public final class Append {
    /// A page of the first look: a device that is caught up reads one entry.
    static final int FIRST_PAGE = 5;

    /// Most entries one request compares.
    static final int COMPARED_MAX = 1_000;

    private static final int PAGE = 100;

    /// Each attempt costs a write unit, lost or not. Two people who write at once need two. A
    /// message that loses three times competes with hundreds, and is retried by its outbox instead.
    static final int ATTEMPTS_MAX = 3;

    /// The first pause is that of a third attempt: up to 20 ms, a few times as long as a put.
    private static final int PAUSES_LEFT_OUT = 2;

    private final MessageLog log;
    private final Supplier<Salt> salts;
    private final Backoff backoff;

    /// @param salts random, a new one each time
    public Append(MessageLog log, Supplier<Salt> salts, Backoff backoff) {
        this.log = log;
        this.salts = salts;
        this.backoff = backoff;
    }

    /// What the log says about a message before it is written.
    public sealed interface Found {
        /// It is in the log already.
        record Stored(Entry entry) implements Found {}

        /// It is not; `tail` is the last entry, empty in an empty log.
        record Absent(Optional<Entry> tail) implements Found {}

        /// More entries would have to be compared than one request may.
        record TooMany() implements Found {}

        /// The log does not have what the device says it has.
        record Contradiction(String field) implements Found {}
    }

    /// How a write ended.
    public sealed interface Written {
        /// The message is in the log, by this attempt or an earlier one.
        record InLog(Entry entry) implements Written {}

        /// Others were faster each time; the same may succeed now.
        record ContentionLost() implements Written {}
    }

    /// Looks for the message among the entries the device does not know.
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
                        .orElseGet(() -> new Found.Absent(newest.stream().findFirst()));
            }
        };
    }

    /// Writes the message after the tail, or after what others wrote meanwhile: after each lost
    /// race it waits a random while, then looks where the log ends. Each entry on the way is
    /// compared, so that an earlier attempt that succeeds late is found.
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
                case Found.Absent(Optional<Entry> newer) -> last = newer;
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
        while (true) {
            var stored = stored(draft, page);
            if (stored.isPresent()) {
                return stored.get();
            }
            if (page.size() < limit || page.getLast().seq() == from) {
                return new Found.Absent(tail);
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

    private static boolean isOf(Draft draft, Entry entry) {
        return entry.isOf(draft.from(), draft.clientMessageId());
    }
}
