package chat.search;

import chat.domain.BlockLayout;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.TextBlock;
import chat.port.MessageLog;
import chat.port.TextBlocks;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Builds the blocks of texts, and renews them after operations.
///
/// A writer reads the stored version, then the log, then stores the next version if no other has
/// taken it. So what is stored was always read from the log after what it replaces had been stored.
/// Therefore a text that a block lacks, because its message was removed, never comes back. The
/// first version replaces none; its writer knows that the block's last entry exists before it reads
/// the log. So either the writer sees a removal, or the removal sees that the block may be stored.
public final class MaintainBlocks {
    /// Only operations on messages of one block compete.
    private static final int ATTEMPTS_MAX = 10;

    private final MessageLog log;
    private final TextBlocks blocks;
    private final BlockLayout layout;
    private final CurrentTexts texts;

    public MaintainBlocks(MessageLog log, TextBlocks blocks, BlockLayout layout) {
        this.log = log;
        this.blocks = blocks;
        this.layout = layout;
        this.texts = new CurrentTexts(log);
    }

    /// Builds the block that ends with an entry of the log, unless it is stored already. It may be
    /// repeated at any time.
    ///
    /// @return whether there was something to do
    public boolean build(ConversationId conversation, long seq) {
        if (!layout.isLast(seq) || log.find(conversation, seq).isEmpty()) {
            return false;
        }
        return write(conversation, layout.of(seq), _ -> true);
    }

    /// Rebuilds a block, whether or not it is stored.
    ///
    /// @return whether the log has all of its entries
    public boolean rebuild(ConversationId conversation, long number) {
        boolean isFull = log.find(conversation, layout.last(number)).isPresent();
        if (isFull) {
            write(conversation, number, _ -> false);
        }
        return isFull;
    }

    /// Renews the block of a message after an operation was folded onto it, if it is stored or may
    /// be in a moment. Afterwards no block has a text of before the operation.
    ///
    /// @param target the message as the fold returned it, or later
    public void renew(ConversationId conversation, Entry operation, Entry target) {
        if (!changesText(operation) || !mayBeStored(conversation, operation)) {
            return;
        }
        Fold fold = target.fold();
        write(
                conversation,
                layout.of(operation.target()),
                stored -> stored.includes(target.seq(), fold));
    }

    /// Whether [#renew] has nothing to do.
    ///
    /// @param target the message with the operation
    public boolean isRenewed(ConversationId conversation, Entry operation, Entry target) {
        if (!changesText(operation) || !mayBeStored(conversation, operation)) {
            return true;
        }
        return blocks.find(conversation, layout.of(operation.target()))
                .filter(stored -> stored.includes(target.seq(), target.fold()))
                .isPresent();
    }

    private static boolean changesText(Entry operation) {
        return operation.kind().equals(EntryKind.EDIT) || operation.kind().equals(EntryKind.REMOVE);
    }

    /// Whether the block of the target is full, so that it may be stored.
    private boolean mayBeStored(ConversationId conversation, Entry operation) {
        long last = layout.last(layout.of(operation.target()));
        return operation.seq() >= last || log.current(conversation, last).isPresent();
    }

    /// @param enough whether the stored block need not be replaced
    /// @return whether a block was stored
    private boolean write(ConversationId conversation, long number, Predicate<TextBlock> enough) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Optional<TextBlock> stored = blocks.find(conversation, number);
            if (stored.filter(enough).isPresent()) {
                return false;
            }
            long version = stored.map(TextBlock::version).orElse(0L) + 1;
            var block = new TextBlock(number, version, read(conversation, number));
            if (blocks.put(conversation, block)) {
                return true;
            }
        }
        throw new IllegalStateException("too many changes of block " + number + " at once");
    }

    private List<TextBlock.Text> read(ConversationId conversation, long number) {
        return log.after(conversation, layout.first(number) - 1, layout.entries()).stream()
                .flatMap(entry -> texts.of(conversation, entry).stream())
                .map(
                        text ->
                                new TextBlock.Text(
                                        text.message().seq(),
                                        text.message().fold().textVersion(),
                                        text.text()))
                .toList();
    }
}
