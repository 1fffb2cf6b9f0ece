package chat.messages;

import chat.delivery.Push;
import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.protocol.ErrorCode;
import chat.protocol.Hide;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.HiddenOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hides messages from a user's own devices, and returns what is hidden. The log and the peer are
/// not affected.
public final class HideMessages {
    /// The messages in one answer. Each takes at most 17 bytes of its frame.
    static final int PAGE = 1_800;

    /// Only the user's own devices compete for a version.
    private static final int ATTEMPTS_MAX = 5;

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final HiddenMessages hidden;
    private final MessageLog log;
    private final Push push;

    public HideMessages(HiddenMessages hidden, MessageLog log, Push push) {
        this.hidden = hidden;
        this.log = log;
        this.push = push;
    }

    /// Returns when a change is durable and the push to each of the user's other devices has an
    /// outcome. A repetition completes what an earlier attempt left unfinished.
    public ServerFrame handle(Caller caller, Hide frame, Instant now) {
        var self = frame.rejectSelf(caller.user(), "peer", frame.peer());
        if (self.isPresent()) {
            return self.get();
        }
        return switch (frame) {
            case Hide.Messages messages -> hide(caller, messages, now);
            case Hide.Clear clear -> clear(caller, clear, now);
            case Hide.Since since -> since(caller.user(), since);
        };
    }

    /// Writes the blocks before the row: a reader of the row's version then finds the messages.
    private ServerFrame hide(Caller caller, Hide.Messages frame, Instant now) {
        UserId user = caller.user();
        UserId peer = frame.peer();
        ConversationRow row = hidden.row(user, peer);
        if (isBeyondLog(row, frame.seqs().getLast())) {
            return frame.reject(ErrorCode.INVALID_FIELD, "seqs must be entries of the log");
        }
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            long version = row.hidden().version() + 1;
            hidden.add(user, peer, frame.seqs(), version);
            var published = hidden.publish(user, peer, version, now);
            if (published.isPresent()) {
                return answer(caller, frame, published.get(), frame.seqs(), now);
            }
            row = hidden.row(user, peer);
        }
        return frame.conflict("too many changes at once", WAIT);
    }

    private ServerFrame clear(Caller caller, Hide.Clear frame, Instant now) {
        UserId user = caller.user();
        UserId peer = frame.peer();
        if (isBeyondLog(hidden.row(user, peer), frame.upTo())) {
            return frame.reject(ErrorCode.INVALID_FIELD, "upTo must be an entry of the log");
        }
        ConversationRow row = hidden.clear(user, peer, frame.upTo(), now);
        return answer(caller, frame, row, List.of(), now);
    }

    /// Whether the log ends before an entry. The row may lag behind the log.
    private boolean isBeyondLog(ConversationRow row, long seq) {
        return row.lastSeq() < seq
                && log.find(ConversationId.of(row.user(), row.peer()), seq).isEmpty();
    }

    private ServerFrame answer(
            Caller caller, Hide frame, ConversationRow row, List<Long> seqs, Instant now) {
        var pushed =
                new HiddenOf(Optional.empty(), row.peer(), row.hidden(), seqs, Optional.empty());
        push.to(Map.of(caller.user(), pushed), Optional.of(caller.connection()), now);
        return new HiddenOf(
                frame.requestId(), row.peer(), row.hidden(), List.of(), Optional.empty());
    }

    /// Reads the row first: the blocks then contain every change up to its version.
    private ServerFrame since(UserId user, Hide.Since frame) {
        ConversationRow row = hidden.row(user, frame.peer());
        var page = hidden.since(user, frame.peer(), frame.version(), frame.after(), PAGE);
        return new HiddenOf(frame.requestId(), row.peer(), row.hidden(), page.seqs(), page.next());
    }
}
