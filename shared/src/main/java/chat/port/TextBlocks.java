package chat.port;

import chat.domain.ConversationId;
import chat.domain.TextBlock;

import java.util.List;
import java.util.Optional;

/// The blocks of texts that search reads instead of the logs.
public interface TextBlocks {
    /// A block, strongly consistent.
    Optional<TextBlock> find(ConversationId conversation, long number);

    /// Stores a block, on the condition that it replaces the version before its own. The first
    /// version, 1, replaces none.
    ///
    /// @return whether it was stored
    boolean put(ConversationId conversation, TextBlock block);

    /// The newest blocks of a range, descending: as many as one request reads. A block may be from
    /// before the last changes, or missing although it was just stored.
    ///
    /// @param first inclusive
    /// @param last inclusive
    Part newest(ConversationId conversation, long first, long last);

    /// Some of the blocks of a range.
    ///
    /// @param first the first block of the part of the range that was read
    /// @param readUnits what it cost
    record Part(List<TextBlock> blocks, long first, double readUnits) {
        public Part {
            blocks = List.copyOf(blocks);
        }
    }
}
