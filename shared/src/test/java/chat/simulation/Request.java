package chat.simulation;

import chat.domain.UserId;
import chat.simulation.Talk.Mark;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The frames of a client, as text.
final class Request {
    static final String PING = "{\"action\":\"ping\"}";

    private Request() {}

    /// @param position `after` or `seq`
    static String message(String requestId, Store.Item item, String position) {
        return "{\"action\":\"sendMessage\",\"requestId\":\""
                + requestId
                + "\",\"to\":\""
                + item.to().value()
                + "\",\"clientMessageId\":\""
                + item.id()
                + "\","
                + position
                + ",\"body\":{\"type\":\"text\",\"text\":\""
                + item.text()
                + "\"}}";
    }

    /// Names every conversation with a gap, unless the device holds nothing of it.
    static String sync(String requestId, Collection<Talk> talks) {
        var cursors = new StringJoiner(",", "{", "}");
        for (Talk talk : talks) {
            if (talk.hasGap() && talk.base().isPresent()) {
                cursors.add("\"" + talk.peer().value() + "\":" + talk.held());
            }
        }
        return "{\"action\":\"sync\",\"requestId\":\""
                + requestId
                + "\",\"cursors\":"
                + cursors
                + "}";
    }

    static String watch(String requestId, Collection<UserId> users) {
        var names = new StringJoiner("\",\"", "[\"", "\"]");
        users.forEach(user -> names.add(user.value()));
        return "{\"action\":\"presence\",\"requestId\":\""
                + requestId
                + "\",\"watch\":"
                + names
                + "}";
    }

    /// @param marks by peer
    static String ack(Optional<String> requestId, Map<String, Mark> marks) {
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
