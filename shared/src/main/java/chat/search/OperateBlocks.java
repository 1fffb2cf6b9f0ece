package chat.search;

import chat.domain.BlockLayout;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.port.MessageLog;
import chat.port.TextBlocks;

import java.util.Optional;

/// What the operator asks about the blocks of a conversation, and rebuilds. Each call goes through
/// a bounded number of blocks, from the newest to the oldest.
public final class OperateBlocks {
    /// The blocks that one call counts: about 4 MB.
    static final int COUNTED_MAX = 1_024;

    /// The blocks that one call rebuilds: a few seconds.
    static final int REBUILT_MAX = 128;

    private final MessageLog log;
    private final TextBlocks blocks;
    private final MaintainBlocks maintain;
    private final BlockLayout layout;

    public OperateBlocks(
            MessageLog log, TextBlocks blocks, MaintainBlocks maintain, BlockLayout layout) {
        this.log = log;
        this.blocks = blocks;
        this.maintain = maintain;
        this.layout = layout;
    }

    /// @param entries the entries of the log
    /// @param full the blocks that the log fills
    /// @param done those that are stored, or were rebuilt, among the ones gone through
    /// @param missing those that are not, among the ones gone through
    /// @param next the block before which the next call continues; empty at the end
    public record Progress(long entries, long full, long done, long missing, Optional<Long> next) {}

    /// Counts the stored blocks.
    ///
    /// @param before only blocks before this one; empty for all
    public Progress count(ConversationId conversation, Optional<Long> before) {
        long entries = entries(conversation);
        long last = last(entries, before);
        long first = Math.max(1, last - COUNTED_MAX + 1);
        long stored = 0;
        for (long to = last; to >= first; ) {
            var page = blocks.newest(conversation, first, to);
            stored += page.blocks().size();
            to = page.first() - 1;
        }
        return progress(entries, first, last, stored);
    }

    /// Rebuilds blocks.
    ///
    /// @param before only blocks before this one; empty for all
    public Progress rebuild(ConversationId conversation, Optional<Long> before) {
        long entries = entries(conversation);
        long last = last(entries, before);
        long first = Math.max(1, last - REBUILT_MAX + 1);
        long built = 0;
        for (long number = last; number >= first; number--) {
            built += maintain.rebuild(conversation, number) ? 1 : 0;
        }
        return progress(entries, first, last, built);
    }

    private Progress progress(long entries, long first, long last, long done) {
        long missing = Math.max(0, last - first + 1 - done);
        Optional<Long> next = first > 1 ? Optional.of(first) : Optional.empty();
        return new Progress(entries, layout.full(entries), done, missing, next);
    }

    private long entries(ConversationId conversation) {
        return log.newest(conversation, 1, Long.MAX_VALUE, 1).stream()
                .findFirst()
                .map(Entry::seq)
                .orElse(0L);
    }

    private long last(long entries, Optional<Long> before) {
        long full = layout.full(entries);
        return before.map(number -> Math.min(full, number - 1)).orElse(full);
    }
}
