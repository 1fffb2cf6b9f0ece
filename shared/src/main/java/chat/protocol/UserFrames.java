package chat.protocol;

import static chat.protocol.FrameObject.object;
import static chat.protocol.FrameObject.reply;

import chat.domain.ContactNumber;
import chat.domain.Hidden;
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
    private static final List<String> HIDE_REQUESTS = List.of("seqs", "upTo", "since");

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

    static ClientFrame hide(Fields fields, Optional<String> requestId) {
        UserId peer = fields.value("peer", UserId::new);
        var requests = HIDE_REQUESTS.stream().filter(fields::has).toList();
        if (requests.size() != 1) {
            throw fields.wrong("seqs", "or upTo or since must stand there, and only one of them");
        }
        return switch (requests.getFirst()) {
            case "seqs" -> {
                var seqs = fields.integers("seqs", Hide.SEQS_MAX, 1);
                if (seqs.isEmpty()) {
                    throw fields.wrong("seqs", "must have an element");
                }
                yield new Hide.Messages(requestId, peer, seqs);
            }
            case "upTo" ->
                    new Hide.Clear(requestId, peer, fields.integer("upTo", 1, Fields.INTEGER_MAX));
            default ->
                    new Hide.Since(
                            requestId,
                            peer,
                            fields.integer("since", 0, Fields.INTEGER_MAX),
                            fields.optionalInteger("after", 0).orElse(0));
        };
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

    static Map<String, Object> hidden(ServerFrame.HiddenOf frame) {
        var fields = reply("hidden", frame.requestId());
        fields.put("peer", frame.peer().value());
        fields.put("version", frame.hidden().version());
        fields.put("clearedTo", frame.hidden().clearedTo());
        if (!frame.seqs().isEmpty()) {
            fields.put("seqs", frame.seqs());
        }
        frame.next().ifPresent(next -> fields.put("next", next));
        return fields;
    }

    /// Adds what is hidden, if anything is.
    static void put(Map<String, Object> fields, Hidden hidden) {
        if (hidden.version() > 0) {
            fields.put("hiddenVersion", hidden.version());
        }
        if (hidden.clearedTo() > 0) {
            fields.put("clearedTo", hidden.clearedTo());
        }
    }

    static void put(Map<String, Object> fields, Settings settings) {
        for (Setting setting : Setting.values()) {
            fields.put(setting.wireName(), settings.has(setting));
        }
        fields.put("settingsVersion", settings.version());
    }
}
