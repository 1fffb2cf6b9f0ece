package chat.messages;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.port.MessageLog;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Range;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.HistoryPage;

import java.util.List;

/// Reads pages of a log, backwards and forwards.
public final class History {
    private final MessageLog log;

    public History(MessageLog log) {
        this.log = log;
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
        return switch (frame.range()) {
            case Range.After(long after) -> page(frame, log.after(conversation, after, limit));
            case Range.Before(long before) -> {
                var page = page(frame, log.newest(conversation, 1, before, limit));
                yield new HistoryPage(
                        page.requestId(), page.peer(), page.entries().reversed(), page.more());
            }
        };
    }

    private static HistoryPage page(ClientFrame.History frame, List<Entry> found) {
        var wanted = found.subList(0, Math.min(found.size(), frame.limit()));
        List<Entry> fitting = wanted.isEmpty() ? List.of() : FrameSize.pages(wanted).getFirst();
        return new HistoryPage(
                frame.requestId(), frame.peer(), fitting, fitting.size() < found.size());
    }
}
