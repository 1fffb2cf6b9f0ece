package chat.simulation;

import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The frames of a client, as JSON text.
final class FrameText {
    static final String PING = "{\"action\":\"ping\"}";

    // The first characters of a request id: the kind of the request.
    static final String ACK = "a";
    static final String SYNC = "s";
    static final String SETTINGS = "c";
    static final String PRESENCE = "p";
    static final String MESSAGE = "m";
    static final String HIDE = "h";
    static final String HIDDEN_SINCE = "g";

    private FrameText() {}

    /// @param position the field `after` or `seq`
    static String message(String requestId, DeviceStore.OutboxItem item, String position) {
        return "{\"action\":\"sendMessage\",\"requestId\":\""
                + requestId
                + "\",\"to\":\""
                + item.to().value()
                + "\",\"clientMessageId\":\""
                + item.id()
                + "\","
                + position
                + (item.draft().target() > 0 ? ",\"target\":" + item.draft().target() : "")
                + ",\"body\":"
                + body(item.draft())
                + "}";
    }

    private static String body(DeviceStore.Draft draft) {
        String content =
                switch (draft.type()) {
                    case ReceivedEntry.REMOVE -> "";
                    case ReceivedEntry.REACTION -> ",\"emoji\":\"" + draft.text() + "\"";
                    default -> ",\"text\":\"" + draft.text() + "\"";
                };
        String forwarded = draft.forwarded() > 0 ? ",\"forwarded\":" + draft.forwarded() : "";
        return "{\"type\":\"" + draft.type() + "\"" + content + forwarded + "}";
    }

    /// A `sync` that names every conversation with a gap, except those of which the device holds
    /// nothing.
    static String sync(String requestId, Collection<ConversationReplica> conversations) {
        var cursors = new StringJoiner(",", "{", "}");
        for (ConversationReplica conversation : conversations) {
            if (conversation.hasGap() && conversation.base().isPresent()) {
                cursors.add("\"" + conversation.peer().value() + "\":" + conversation.held());
            }
        }
        return "{\"action\":\"sync\",\"requestId\":\""
                + requestId
                + "\",\"cursors\":"
                + cursors
                + "}";
    }

    /// @param after where the page before ended; 0 for the first
    static String hiddenSince(String requestId, UserId peer, long version, long after) {
        return "{\"action\":\"hide\",\"requestId\":\""
                + requestId
                + "\",\"peer\":\""
                + peer.value()
                + "\",\"since\":"
                + version
                + ",\"after\":"
                + after
                + "}";
    }

    static String subscribe(String requestId, Collection<UserId> users) {
        var names = new StringJoiner("\",\"", "[\"", "\"]");
        users.forEach(user -> names.add(user.value()));
        return "{\"action\":\"presence\",\"requestId\":\""
                + requestId
                + "\",\"watch\":"
                + names
                + "}";
    }

    /// @param marks by peer
    static String ack(Optional<String> requestId, Map<String, Watermark> marks) {
        var acks = new StringJoiner(",", "[", "]");
        marks.forEach(
                (peer, mark) ->
                        acks.add(
                                "{\"peer\":\""
                                        + peer
                                        + "\",\"delivered\":"
                                        + mark.delivered()
                                        + (mark.read() > 0 ? ",\"read\":" + mark.read() : "")
                                        + "}"));
        String id = requestId.map(value -> "\"requestId\":\"" + value + "\",").orElse("");
        return "{\"action\":\"ack\"," + id + "\"acks\":" + acks + "}";
    }
}
