package chat.messages;

import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.Operation;
import chat.domain.UserId;
import chat.port.ConversationIndex;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.search.MaintainBlocks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;

/// Finishes an operation whose sender died: its steps do not wait for a retry or for the next
/// entry, because a removed text must not stay. Nothing is pushed: a device gets the entry by its
/// next catch-up.
public final class Settle {
    private final MessageLog log;
    private final ConversationIndex index;
    private final Operations operations;
    private final MaintainBlocks blocks;
    private final Parallel parallel;

    public Settle(
            MessageLog log,
            ConversationIndex index,
            Operations operations,
            MaintainBlocks blocks,
            Parallel parallel) {
        this.log = log;
        this.index = index;
        this.operations = operations;
        this.blocks = blocks;
        this.parallel = parallel;
    }

    /// What there was to do.
    public enum Outcome {
        /// The operation was finished already; nothing was written.
        FINISHED_BEFORE,
        /// The operation is finished now.
        FINISHED,
        /// There is no operation with this number.
        NO_OPERATION
    }

    /// Finishes the operation with this number. It may be repeated at any time, also while the
    /// sender is at work.
    public Outcome settle(ConversationId conversation, long seq, Instant now) {
        Optional<Entry> operation =
                log.find(conversation, seq).filter(entry -> entry.operation().isPresent());
        if (operation.isEmpty()) {
            return Outcome.NO_OPERATION;
        }
        if (isFinished(conversation, operation.get())) {
            return Outcome.FINISHED_BEFORE;
        }
        operations.finish(conversation, operation.get(), Optional.empty(), now);
        return Outcome.FINISHED;
    }

    /// Every step is permanent, so an old copy of an item can only look unfinished. Blocks are read
    /// strongly consistent, since an old copy of one may be missing.
    private boolean isFinished(ConversationId conversation, Entry operation) {
        Optional<Entry> target = log.find(conversation, operation.target());
        Fold fold = target.map(Entry::fold).orElse(Fold.NONE);
        UserId to = operation.operation().map(Operation::to).orElseThrow();
        return fold.includes(operation)
                && isErased(conversation, operation, fold)
                && target.filter(found -> !blocks.isRenewed(conversation, operation, found))
                        .isEmpty()
                && areIndexed(operation, fold, to);
    }

    private boolean isErased(ConversationId conversation, Entry operation, Fold fold) {
        if (!fold.isRemoved()) {
            return true;
        }
        if (operation.kind().equals(EntryKind.EDIT)) {
            return operation.body().isEmpty();
        }
        if (!operation.kind().equals(EntryKind.REMOVE)) {
            return true;
        }
        var edits = new ArrayList<Supplier<Boolean>>();
        fold.edits().forEach(edit -> edits.add(() -> hasNoBody(conversation, edit)));
        return edits.isEmpty() || parallel.all(edits).stream().allMatch(erased -> erased);
    }

    private boolean hasNoBody(ConversationId conversation, long seq) {
        return log.find(conversation, seq).flatMap(Entry::body).isEmpty();
    }

    private boolean areIndexed(Entry operation, Fold fold, UserId to) {
        var both =
                parallel.both(
                        () -> isIndexed(operation, fold, operation.from(), to),
                        () -> isIndexed(operation, fold, to, operation.from()));
        return both.first() && both.second();
    }

    private boolean isIndexed(Entry operation, Fold fold, UserId user, UserId peer) {
        return index.find(user, peer)
                .filter(row -> row.lastSeq() >= operation.seq())
                .flatMap(row -> row.lastMessage())
                .filter(
                        shown ->
                                shown.seq() != operation.target()
                                        || shown.version() >= fold.textVersion())
                .isPresent();
    }
}
