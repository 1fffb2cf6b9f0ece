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

/// Tells and changes what a user has set for a conversation. The user's own row is the truth; that
/// the peer is blocked is then noted in the peer's row, where acknowledgements and the user's own
/// messages meet it without reading one row more.
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

    /// Answers once the change is durable and each push to the user's other devices is settled. May
    /// be repeated: that finishes whatever an earlier try left half done.
    public ServerFrame handle(Caller caller, ClientFrame.Conversation frame, Instant now) {
        UserId user = caller.user();
        UserId peer = frame.peer();
        var self = frame.rejectSelf(user, "peer", peer);
        if (self.isPresent()) {
            return self.get();
        }
        if (frame.set().isEmpty()) {
            return told(frame.requestId(), settings.row(user, peer));
        }
        var wait = limits.take(Limit.SETTINGS_CHANGES, user.value(), now);
        if (wait.isPresent()) {
            return frame.rateLimited("too many changes", wait.get());
        }
        if (users.find(peer).isEmpty()) {
            return frame.reject(ErrorCode.UNKNOWN_USER, "peer is not a user here");
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
        push.to(Map.of(user, told(Optional.empty(), row)), Optional.of(caller.connection()), now);
        return told(frame.requestId(), row);
    }

    private static ServerFrame told(Optional<String> requestId, ConversationRow row) {
        return new SettingsOf(requestId, row.peer(), row.settings());
    }
}
