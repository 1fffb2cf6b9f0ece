package chat.search;

import chat.domain.ConversationId;
import chat.domain.ConversationRow;

import java.util.Optional;

/// A range of a conversation that is read at once.
///
/// @param from the first entry
/// @param before the entry after the last; [Long#MAX_VALUE] for the log's end
/// @param fromLog whether it is beyond the last full block
record Piece(ConversationRow row, long from, long before, boolean fromLog) {
    /// The entries of a block.
    static final int BLOCK = 64;

    /// The blocks of a piece: 1,024 entries, usually under 60 KB.
    static final int BLOCKS_MAX = 16;

    /// The newest piece of a conversation before an entry; empty if there is none. It has none of
    /// what the user has cleared.
    static Optional<Piece> newest(ConversationRow row, long before) {
        long first = row.hidden().clearedTo() + 1;
        if (before <= first) {
            return Optional.empty();
        }
        long full = row.lastSeq() / BLOCK * BLOCK;
        if (before - 1 > full) {
            return Optional.of(new Piece(row, Math.max(first, full + 1), before, true));
        }
        long lastBlock = (before - 2) / BLOCK;
        long firstBlock = Math.max(0, lastBlock - BLOCKS_MAX + 1);
        long from = Math.max(first, firstBlock * BLOCK + 1);
        return Optional.of(new Piece(row, from, before, false));
    }

    ConversationId conversation() {
        return ConversationId.of(row.user(), row.peer());
    }
}
