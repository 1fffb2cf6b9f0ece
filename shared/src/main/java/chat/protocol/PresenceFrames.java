package chat.protocol;

import static chat.protocol.FrameObject.object;
import static chat.protocol.FrameObject.reply;

import chat.domain.Presence;
import chat.domain.UserId;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The codec of frames about presence and typing.
final class PresenceFrames {
    private PresenceFrames() {}

    private static final List<String> LISTS = List.of("watch", "unwatch", "get");

    static ClientFrame presence(Fields fields, Optional<String> requestId) {
        if (LISTS.stream().noneMatch(fields::has)) {
            throw fields.wrong("watch", "or unwatch or get is required");
        }
        return new ClientFrame.Presence(
                requestId, users(fields, "watch"), users(fields, "unwatch"), users(fields, "get"));
    }

    private static List<UserId> users(Fields fields, String name) {
        return fields.has(name)
                ? fields.values(name, ClientFrame.Presence.USERS_MAX, UserId::new)
                : List.of();
    }

    static ClientFrame typing(Fields fields, Optional<String> requestId) {
        UserId to = fields.value("to", UserId::new);
        return switch (fields.text("state")) {
            case "started" -> new ClientFrame.Typing(requestId, to, true);
            case "stopped" -> new ClientFrame.Typing(requestId, to, false);
            default -> throw fields.wrong("state", "must be started or stopped");
        };
    }

    static Map<String, Object> presence(ServerFrame.PresenceOf frame) {
        var fields = reply("presence", frame.requestId());
        fields.put("users", frame.users().stream().map(PresenceFrames::presence).toList());
        return fields;
    }

    private static Map<String, Object> presence(Presence presence) {
        var fields =
                object(
                        "user", presence.user().value(),
                        "status", presence.status().wireName());
        presence.until().ifPresent(until -> fields.put("until", until.toEpochMilli()));
        presence.lastActiveAt().ifPresent(at -> fields.put("lastActiveAt", at.toEpochMilli()));
        fields.put("at", presence.at().toEpochMilli());
        return fields;
    }

    static Map<String, Object> typing(ServerFrame.TypingOf frame) {
        String state = frame.started() ? "started" : "stopped";
        return object("type", "typing", "peer", frame.peer().value(), "state", state);
    }
}
