package chat.messages;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Range;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.HistoryPage;

import java.util.List;
import java.util.Optional;

/// Reads pages of a log, backwards and forwards.
public final class History {
    private final MessageLog log;
    private final FoldedMessages folded;

    public History(MessageLog log, Parallel parallel) {
        this.log = log;
        this.folded = new FoldedMessages(log, parallel);
    }

    /// @return [HistoryPage], ending at the limit or at one frame; empty for a conversation that
    ///   has not begun
    public ServerFrame handle(Caller caller, ClientFrame.History frame) {
        var self = frame.rejectSelf(caller.user(), "peer", frame.peer());
        if (self.isPresent()) {
            return self.get();
        }
        var conversation = ConversationId.of(caller.user(), frame.peer());
        // One entry more than requested, to know whether there is more.
        int limit = frame.limit() + 1;
        List<Entry> found =
                switch (frame.range()) {
                    case Range.After(long after) -> log.after(conversation, after, limit);
                    case Range.Before(long before) -> log.newest(conversation, 1, before, limit);
                };
        var page = frame.fold() ? folded(conversation, frame, found) : page(frame, found);
        return frame.range() instanceof Range.After ? page : ascending(page);
    }

    private static HistoryPage page(ClientFrame.History frame, List<Entry> found) {
        var wanted = wanted(frame, found);
        List<Entry> fitting = wanted.isEmpty() ? List.of() : FrameSize.pages(wanted).getFirst();
        return new HistoryPage(
                frame.requestId(),
                frame.peer(),
                fitting,
                fitting.size() < found.size(),
                Optional.empty());
    }

    private HistoryPage folded(
            ConversationId conversation, ClientFrame.History frame, List<Entry> found) {
        var read = folded.of(conversation, wanted(frame, found));
        int fitting = FrameSize.folded(read.entries(), read.states());
        List<Entry> entries = read.entries().subList(0, fitting);
        var states =
                entries.stream()
                        .flatMap(
                                entry ->
                                        Optional.ofNullable(read.states().get(entry.seq()))
                                                .stream())
                        .toList();
        return new HistoryPage(
                frame.requestId(),
                frame.peer(),
                entries,
                fitting < found.size(),
                Optional.of(states));
    }

    private static List<Entry> wanted(ClientFrame.History frame, List<Entry> found) {
        return found.subList(0, Math.min(found.size(), frame.limit()));
    }

    private static HistoryPage ascending(HistoryPage page) {
        return new HistoryPage(
                page.requestId(),
                page.peer(),
                page.entries().reversed(),
                page.more(),
                page.state().map(List::reversed));
    }
}
