package chat.search;

import chat.domain.BlockLayout;
import chat.domain.Entry;
import chat.domain.SearchQuery;
import chat.domain.TextBlock;
import chat.port.MessageLog;
import chat.port.TextBlocks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads a piece of a conversation, and finds the messages in it that may match: in the blocks of
/// texts, and in the log where no block is stored.
final class PieceReader {
    /// The most entries of a log that are read at once.
    static final int ENTRIES_MAX = 1_024;

    /// The size of an entry besides its text.
    private static final int ENTRY_BYTES = 350;

    private static final double UNIT_BYTES = 4_096;

    private final MessageLog log;
    private final TextBlocks blocks;
    private final BlockLayout layout;

    PieceReader(MessageLog log, TextBlocks blocks, BlockLayout layout) {
        this.log = log;
        this.blocks = blocks;
        this.layout = layout;
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
        return piece.fromLog()
                ? readLog(piece, piece.from(), piece.before(), query)
                : readBlocks(piece, query);
    }

    private Read readLog(Piece piece, long from, long before, SearchQuery query) {
        List<Entry> entries = log.newest(piece.conversation(), from, before, ENTRIES_MAX);
        var candidates =
                entries.stream()
                        .filter(entry -> mayMatch(entry, query))
                        .map(entry -> new Candidate(entry.seq(), Optional.of(entry)))
                        .toList();
        double bytes = entries.stream().mapToDouble(PieceReader::bytes).sum();
        long first = entries.size() < ENTRIES_MAX ? from : entries.getLast().seq();
        return new Read(candidates, first, 1 + bytes / UNIT_BYTES);
    }

    private Read readBlocks(Piece piece, SearchQuery query) {
        long last = layout.of(piece.before() - 1);
        var page = blocks.newest(piece.conversation(), layout.of(piece.from()), last);
        var candidates = new ArrayList<Candidate>();
        double readUnits = page.readUnits();
        for (TextBlock block : page.blocks()) {
            block.texts().stream()
                    .filter(text -> text.seq() >= piece.from() && text.seq() < piece.before())
                    .filter(text -> query.isIn(text.text()))
                    .forEach(text -> candidates.add(new Candidate(text.seq(), Optional.empty())));
        }
        for (Gap gap : gaps(page, last)) {
            long from = Math.max(piece.from(), layout.first(gap.first()));
            long before = Math.min(piece.before(), layout.last(gap.last()) + 1);
            Read read = readLog(piece, from, before, query);
            candidates.addAll(read.candidates());
            readUnits += read.readUnits();
        }
        candidates.sort(Comparator.comparing(Candidate::seq).reversed());
        long from = Math.max(piece.from(), layout.first(page.first()));
        return new Read(candidates, from, readUnits);
    }

    /// Blocks that are not stored, one after the other.
    private record Gap(long first, long last) {}

    private static List<Gap> gaps(TextBlocks.Part page, long last) {
        var gaps = new ArrayList<Gap>();
        long next = last;
        for (TextBlock block : page.blocks()) {
            if (block.number() < next) {
                gaps.add(new Gap(block.number() + 1, next));
            }
            next = block.number() - 1;
        }
        if (next >= page.first()) {
            gaps.add(new Gap(page.first(), next));
        }
        return gaps;
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
