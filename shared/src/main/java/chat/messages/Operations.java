package chat.messages;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Operation;
import chat.domain.Preview;
import chat.domain.UserId;
import chat.port.ConversationIndex;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.search.MaintainBlocks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// Finishes operations that are in the log: folds them onto their targets, erases what they remove,
/// renews the block of texts that search reads, and moves the members' rows, in this order. Each
/// step may be repeated at any time, also beside other operations on the same target.
public final class Operations {
    private static final Set<EntryKind> FOLDED =
            Set.of(EntryKind.EDIT, EntryKind.REMOVE, EntryKind.REACTION);

    private final MessageLog log;
    private final ConversationIndex index;
    private final MaintainBlocks blocks;
    private final Parallel parallel;

    public Operations(
            MessageLog log, ConversationIndex index, MaintainBlocks blocks, Parallel parallel) {
        this.log = log;
        this.index = index;
        this.blocks = blocks;
        this.parallel = parallel;
    }

    /// The entry with this number after all operations on it.
    public Optional<Entry> current(ConversationId conversation, long seq) {
        return log.current(conversation, seq);
    }

    /// @param operation an entry that is not a message
    /// @param device the sender's device, whose cursor moves with the row; empty for none
    /// @return the operation afterwards: without body if its target is removed
    public Entry finish(
            ConversationId conversation, Entry operation, Optional<DeviceId> device, Instant now) {
        if (!FOLDED.contains(operation.kind())) {
            // Written by a newer version, whose server folds it.
            indexBoth(conversation, operation, Optional.empty(), device, now);
            return operation;
        }
        Entry target = log.fold(conversation, operation);
        boolean erase = isText(operation) && target.fold().isRemoved();
        erase(conversation, operation, target);
        blocks.renew(conversation, operation, target);
        Optional<Preview> preview =
                changesText(operation) && target.seq() == operation.lastMessage()
                        ? Optional.of(preview(conversation, target, operation))
                        : Optional.empty();
        indexBoth(conversation, operation, preview, device, now);
        return erase ? operation.erased() : operation;
    }

    /// After a removal the texts of all edits; after an edit of a removed message its own.
    private void erase(ConversationId conversation, Entry operation, Entry target) {
        if (!target.fold().isRemoved()) {
            return;
        }
        List<Long> texts =
                operation.kind().equals(EntryKind.REMOVE)
                        ? List.copyOf(target.fold().edits())
                        : isText(operation) ? List.of(operation.seq()) : List.of();
        var calls = new ArrayList<Supplier<Long>>();
        texts.forEach(
                seq ->
                        calls.add(
                                () -> {
                                    log.erase(conversation, seq);
                                    return seq;
                                }));
        if (!calls.isEmpty()) {
            parallel.all(calls);
        }
    }

    private static boolean isText(Entry operation) {
        return operation.kind().equals(EntryKind.EDIT);
    }

    private static boolean changesText(Entry operation) {
        return isText(operation) || operation.kind().equals(EntryKind.REMOVE);
    }

    private void indexBoth(
            ConversationId conversation,
            Entry operation,
            Optional<Preview> preview,
            Optional<DeviceId> device,
            Instant now) {
        UserId from = operation.from();
        UserId to = operation.operation().map(Operation::to).orElseThrow();
        parallel.both(
                () -> index(conversation, new Row(from, to, device), operation, preview, now),
                () ->
                        index(
                                conversation,
                                new Row(to, from, Optional.empty()),
                                operation,
                                preview,
                                now));
    }

    private record Row(UserId user, UserId peer, Optional<DeviceId> device) {}

    /// A row usually shows the last message already, so its text is read only if not.
    private boolean index(
            ConversationId conversation,
            Row row,
            Entry operation,
            Optional<Preview> preview,
            Instant now) {
        return index.indexOperation(row.device(), row.user(), row.peer(), operation, preview, now)
                || index.indexOperation(
                        row.device(),
                        row.user(),
                        row.peer(),
                        operation,
                        lastMessage(conversation, operation),
                        now);
    }

    private Optional<Preview> lastMessage(ConversationId conversation, Entry operation) {
        return log.current(conversation, operation.lastMessage())
                .map(message -> preview(conversation, message, operation));
    }

    /// The text of a message. It is read after the message, so a removal in between can only empty
    /// it.
    private Preview preview(ConversationId conversation, Entry message, Entry operation) {
        OptionalLong edit = message.fold().textFrom();
        if (edit.isEmpty()) {
            return Preview.folded(message, message.body());
        }
        Optional<Body> body =
                edit.getAsLong() == operation.seq()
                        ? operation.body()
                        : log.current(conversation, edit.getAsLong()).flatMap(Entry::body);
        return Preview.folded(message, body);
    }
}
