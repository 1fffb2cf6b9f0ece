package chat.protocol;

import chat.domain.ContactNumber;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.Profile;
import chat.domain.Setting;
import chat.domain.UserId;

import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/// Reads what a client asks and says about users and their settings.
final class UserFrames {
    private static final List<String> PROFILE_REQUESTS = List.of("get", "set", "find");

    private UserFrames() {}

    static ClientFrame profile(Fields fields, Optional<String> requestId) {
        var requests = PROFILE_REQUESTS.stream().filter(fields::has).toList();
        if (requests.size() != 1) {
            throw fields.wrong("get", "or set or find must stand there, and only one of them");
        }
        return switch (requests.getFirst()) {
            case "get" ->
                    new ClientFrame.Profile.Get(
                            requestId,
                            fields.values("get", ClientFrame.Profile.Get.USERS_MAX, UserId::new));
            case "set" -> new ClientFrame.Profile.Set(requestId, change(fields.object("set")));
            default ->
                    new ClientFrame.Profile.Find(
                            requestId,
                            fields.object("find").value("contactNumber", ContactNumber::new));
        };
    }

    private static Profile.Change change(Fields set) {
        Optional<Name> name = set.optionalValue("name", Name::new);
        if (!set.has("privacy")) {
            if (name.isEmpty()) {
                throw set.wrong("name", "is missing, and so is privacy");
            }
            return new Profile.Change(name, Privacy.Change.NONE);
        }
        Fields privacy = set.object("privacy");
        return new Profile.Change(
                name,
                new Privacy.Change(
                        privacy.optionalValue("lastSeen", Audience::of),
                        privacy.optionalValue("online", Audience::of),
                        privacy.optionalFlag("readReceipts")));
    }

    static ClientFrame conversation(Fields fields, Optional<String> requestId) {
        UserId peer = fields.value("peer", UserId::new);
        var changes = new EnumMap<Setting, Boolean>(Setting.class);
        if (fields.has("set")) {
            Fields set = fields.object("set");
            for (Setting setting : Setting.values()) {
                set.optionalFlag(setting.wireName())
                        .ifPresent(value -> changes.put(setting, value));
            }
            if (changes.isEmpty()) {
                throw fields.wrong("set", "must set blocked, muted, archived or pinned");
            }
        }
        return new ClientFrame.Conversation(requestId, peer, changes);
    }
}
