package chat.search;

import chat.domain.Entry;
import chat.domain.SearchQuery;
import chat.port.MessageLog;

import java.util.List;
import java.util.Optional;

/// Reads a piece of a conversation, and finds the messages in it that may match.
final class PieceReader {
    /// The most entries of a log that are read at once.
    static final int ENTRIES_MAX = 1_024;

    /// The size of an entry besides its text.
    private static final int ENTRY_BYTES = 350;

    private static final double UNIT_BYTES = 4_096;

    private final MessageLog log;

    PieceReader(MessageLog log) {
        this.log = log;
    }

    /// The messages of a piece that may match, from the newest to the oldest.
    ///
    /// @param from the first entry that was read: later than the piece's if it was too much at once
    /// @param readUnits about what it cost
    record Read(List<Candidate> candidates, long from, double readUnits) {
        Read {
            candidates = List.copyOf(candidates);
        }
    }

    /// A message that may match.
    ///
    /// @param entry the message, if it was just read from the log
    record Candidate(long seq, Optional<Entry> entry) {}

    Read read(Piece piece, SearchQuery query) {
        List<Entry> entries =
                log.newest(piece.conversation(), piece.from(), piece.before(), ENTRIES_MAX);
        long from = entries.size() < ENTRIES_MAX ? piece.from() : entries.getLast().seq();
        var candidates =
                entries.stream()
                        .filter(entry -> mayMatch(entry, query))
                        .map(entry -> new Candidate(entry.seq(), Optional.of(entry)))
                        .toList();
        double bytes = entries.stream().mapToDouble(PieceReader::bytes).sum();
        return new Read(candidates, from, 1 + bytes / UNIT_BYTES);
    }

    /// The text of an edited message is in another entry.
    private static boolean mayMatch(Entry entry, SearchQuery query) {
        if (!entry.kind().isMessage() || entry.fold().isRemoved()) {
            return false;
        }
        return entry.fold().textFrom().isPresent()
                || entry.body().flatMap(CurrentTexts::text).filter(query::isIn).isPresent();
    }

    private static double bytes(Entry entry) {
        return ENTRY_BYTES + entry.body().flatMap(CurrentTexts::text).map(String::length).orElse(0);
    }
}
