package chat.protocol;

import static chat.protocol.FrameObject.object;
import static chat.protocol.FrameObject.reply;

import chat.domain.ContactNumber;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.Profile;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.domain.UserId;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The codec of frames about users and their settings.
final class UserFrames {
    private UserFrames() {}

    private static final List<String> PROFILE_REQUESTS = List.of("get", "set", "find");

    static ClientFrame profile(Fields fields, Optional<String> requestId) {
        var requests = PROFILE_REQUESTS.stream().filter(fields::has).toList();
        if (requests.size() != 1) {
            throw fields.wrong("get", "or set or find is required, and only one of them");
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
                throw set.wrong("name", "or privacy is required");
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

    static Map<String, Object> profiles(ServerFrame.ProfilesOf frame) {
        var fields = reply("profile", frame.requestId());
        fields.put("users", frame.users().stream().map(UserFrames::profile).toList());
        return fields;
    }

    private static Map<String, Object> profile(Profile profile) {
        var fields = object("user", profile.user().value());
        profile.name().ifPresent(name -> fields.put("name", name.value()));
        fields.put("joinedAt", profile.joinedAt().toEpochMilli());
        profile.own()
                .ifPresent(
                        own -> {
                            own.contactNumber()
                                    .ifPresent(n -> fields.put("contactNumber", n.value()));
                            fields.put("privacy", privacy(own.privacy()));
                        });
        return fields;
    }

    private static Map<String, Object> privacy(Privacy privacy) {
        return object(
                "lastSeen", privacy.lastSeen().wireName(),
                "online", privacy.online().wireName(),
                "readReceipts", privacy.readReceipts());
    }

    static Map<String, Object> settings(ServerFrame.SettingsOf frame) {
        var fields = reply("conversation", frame.requestId());
        fields.put("peer", frame.peer().value());
        put(fields, frame.settings());
        return fields;
    }

    static void put(Map<String, Object> fields, Settings settings) {
        for (Setting setting : Setting.values()) {
            fields.put(setting.wireName(), settings.has(setting));
        }
        fields.put("settingsVersion", settings.version());
    }
}
