package chat.messages;

import chat.delivery.Push;
import chat.domain.Block;
import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Announcements;
import chat.port.ConversationSettings;
import chat.port.Receipts;
import chat.port.Users;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.SettingsOf;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Reads and changes a user's settings of a conversation. The user's own row is authoritative. A
/// block is also recorded in the peer's row, so that sending and acknowledging need no further row.
public final class ChangeConversation {
    private final ConversationSettings settings;
    private final Receipts receipts;
    private final Users users;
    private final Push push;
    private final Announcements announcements;
    private final RateLimits limits;

    public ChangeConversation(
            ConversationSettings settings,
            Receipts receipts,
            Users users,
            Push push,
            Announcements announcements,
            RateLimits limits) {
        this.settings = settings;
        this.receipts = receipts;
        this.users = users;
        this.push = push;
        this.announcements = announcements;
        this.limits = limits;
    }

    /// Returns when the change is durable and the push to each of the user's other devices has an
    /// outcome. A repetition completes what an earlier attempt left unfinished.
    public ServerFrame handle(Caller caller, ClientFrame.Conversation frame, Instant now) {
        UserId user = caller.user();
        UserId peer = frame.peer();
        var self = frame.rejectSelf(user, "peer", peer);
        if (self.isPresent()) {
            return self.get();
        }
        if (frame.set().isEmpty()) {
            return settingsFrame(frame.requestId(), settings.row(user, peer));
        }
        var wait = limits.take(Limit.SETTINGS_CHANGES, user.value(), now);
        if (wait.isPresent()) {
            return frame.rateLimited("too many changes", wait.get());
        }
        if (users.find(peer).isEmpty()) {
            return frame.reject(ErrorCode.UNKNOWN_USER, "peer is not a known user");
        }
        return change(caller, frame, now);
    }

    private ServerFrame change(Caller caller, ClientFrame.Conversation frame, Instant now) {
        UserId user = caller.user();
        UserId peer = frame.peer();
        ConversationRow row = settings.change(user, peer, frame.set(), now);
        if (frame.set().containsKey(Setting.BLOCKED)) {
            receipts.setPeerBlock(/* user= */ peer, /* peer= */ user, Block.of(row.settings()));
            announcements.changed(user);
            announcements.changed(peer);
        }
        push.to(
                Map.of(user, settingsFrame(Optional.empty(), row)),
                Optional.of(caller.connection()),
                now);
        return settingsFrame(frame.requestId(), row);
    }

    private static ServerFrame settingsFrame(Optional<String> requestId, ConversationRow row) {
        return new SettingsOf(requestId, row.peer(), row.settings());
    }
}
