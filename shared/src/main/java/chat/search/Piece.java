package chat.search;

import chat.domain.BlockLayout;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;

import java.util.Optional;

/// A range of a conversation that is read at once.
///
/// @param from the first entry
/// @param before the entry after the last; [Long#MAX_VALUE] for the log's end
/// @param fromLog whether it is beyond the last full block
record Piece(ConversationRow row, long from, long before, boolean fromLog) {
    /// The blocks of a piece: usually under 60 KB.
    static final int BLOCKS_MAX = 16;

    /// The newest piece of a conversation before an entry; empty if there is none. It has none of
    /// what the user has cleared.
    static Optional<Piece> newest(BlockLayout layout, ConversationRow row, long before) {
        long first = row.hidden().clearedTo() + 1;
        if (before <= first) {
            return Optional.empty();
        }
        long full = layout.last(layout.full(row.lastSeq()));
        if (before - 1 > full) {
            return Optional.of(new Piece(row, Math.max(first, full + 1), before, true));
        }
        long firstBlock = Math.max(1, layout.of(before - 1) - BLOCKS_MAX + 1);
        long from = Math.max(first, layout.first(firstBlock));
        return Optional.of(new Piece(row, from, before, false));
    }

    ConversationId conversation() {
        return ConversationId.of(row.user(), row.peer());
    }
}
