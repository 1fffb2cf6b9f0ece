package chat.protocol;

import java.util.Map;

/// Writes frames of the server.
public final class FrameEncoder {
    private FrameEncoder() {}

    /// The frame as JSON text.
    public static String encode(ServerFrame frame) {
        return FrameObject.json(fields(frame));
    }

    static Map<String, Object> fields(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Accepted accepted -> MessageFrames.accepted(accepted);
            case ServerFrame.Messages messages -> MessageFrames.messages(messages);
            case ServerFrame.PeerReceipt receipt -> MessageFrames.receipt(receipt);
            case ServerFrame.ReadCursor cursor -> MessageFrames.cursor(cursor);
            case ServerFrame.CaughtUp caughtUp -> LogFrames.caughtUp(caughtUp);
            case ServerFrame.Acked acked -> MessageFrames.acked(acked);
            case ServerFrame.HistoryPage page -> LogFrames.history(page);
            case ServerFrame.ConversationsPage page -> LogFrames.conversations(page);
            case ServerFrame.ProfilesOf profiles -> UserFrames.profiles(profiles);
            case ServerFrame.SettingsOf settings -> UserFrames.settings(settings);
            case ServerFrame.HiddenOf hidden -> UserFrames.hidden(hidden);
            case ServerFrame.Searched searched -> SearchFrames.searched(searched);
            case ServerFrame.PresenceOf presence -> PresenceFrames.presence(presence);
            case ServerFrame.TypingOf typing -> PresenceFrames.typing(typing);
            case ServerFrame.Rejected rejected -> rejected(rejected);
        };
    }

    private static Map<String, Object> rejected(ServerFrame.Rejected rejected) {
        var fields = FrameObject.reply("rejected", rejected.requestId());
        rejected.peer().ifPresent(peer -> fields.put("peer", peer.value()));
        rejected.clientMessageId().ifPresent(id -> fields.put("clientMessageId", id.value()));
        fields.put("code", rejected.code().wireName());
        fields.put("message", rejected.message());
        fields.put("retryable", rejected.code().retryable());
        rejected.retryAfter().ifPresent(wait -> fields.put("retryAfterMs", wait.toMillis()));
        return fields;
    }
}
