package chat.messages;

import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.FoldedMessage;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.protocol.FrameSize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Reads the effect of operations on messages.
final class FoldedMessages {
    private final MessageLog log;
    private final Parallel parallel;

    FoldedMessages(MessageLog log, Parallel parallel) {
        this.log = log;
        this.parallel = parallel;
    }

    /// Entries, and the states of those that operations have changed, by their numbers.
    record Read(List<Entry> entries, Map<Long, FoldedMessage> states) {}

    /// @param entries as they were just read from the log
    Read of(ConversationId conversation, List<Entry> entries) {
        var calls = new ArrayList<Supplier<FoldedMessage>>();
        entries.forEach(entry -> calls.add(() -> folded(conversation, entry)));
        var read = new ArrayList<Entry>();
        var states = new HashMap<Long, FoldedMessage>();
        for (FoldedMessage folded :
                calls.isEmpty() ? List.<FoldedMessage>of() : parallel.all(calls)) {
            Entry entry = folded.message();
            boolean fits = !folded.isChanged() || FrameSize.fits(entry, folded);
            // If two texts do not fit into a frame, only the current one is sent.
            read.add(fits ? entry : entry.erased());
            if (folded.isChanged() && !entry.fold().isRemoved()) {
                states.put(entry.seq(), folded);
            }
        }
        return new Read(read, states);
    }

    /// An edit without a text was erased after the message was read, so the message is removed: the
    /// message is read again.
    private FoldedMessage folded(ConversationId conversation, Entry entry) {
        OptionalLong textFrom = entry.fold().textFrom();
        if (textFrom.isEmpty()) {
            return new FoldedMessage(entry, Optional.empty());
        }
        Optional<Entry> edit = log.current(conversation, textFrom.getAsLong());
        return edit.flatMap(Entry::body).isPresent()
                ? new FoldedMessage(entry, edit)
                : new FoldedMessage(
                        log.current(conversation, entry.seq()).orElse(entry), Optional.empty());
    }
}
