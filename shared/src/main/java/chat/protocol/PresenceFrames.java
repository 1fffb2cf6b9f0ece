package chat.protocol;

import chat.domain.UserId;

import java.util.List;
import java.util.Optional;

/// Reads what a client asks and says about who is there.
final class PresenceFrames {
    private static final List<String> LISTS = List.of("watch", "unwatch", "get");

    private PresenceFrames() {}

    static ClientFrame presence(Fields fields, Optional<String> requestId) {
        if (LISTS.stream().noneMatch(fields::has)) {
            throw fields.wrong("watch", "is missing, and so are unwatch and get");
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
}
