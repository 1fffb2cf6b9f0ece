package chat.simulation;

import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.FoldedMessage;
import chat.inmemory.SequentialParallel;
import chat.messages.History;
import chat.port.MessageLog;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Range;
import chat.protocol.ServerFrame.HistoryPage;

import java.time.Instant;
import java.util.Optional;

/// Pages of `history` with `fold` that have one message.
final class Islands {
    private Islands() {}

    /// The state that the page gives for the message; empty if it gives none.
    static Optional<FoldedMessage> of(MessageLog log, Pair pair, long seq) {
        var range = new Range.After(seq - 1);
        var frame = new ClientFrame.History(Optional.empty(), pair.peer(), range, 1, true);
        var caller =
                new Caller(pair.user(), new DeviceId("any"), new ConnectionId("any"), Instant.MAX);
        var page = (HistoryPage) new History(log, new SequentialParallel()).handle(caller, frame);
        return page.state().orElseThrow().stream().findFirst();
    }
}
