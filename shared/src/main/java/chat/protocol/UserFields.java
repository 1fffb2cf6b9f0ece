package chat.protocol;

import static chat.protocol.FrameEncoder.object;
import static chat.protocol.FrameEncoder.reply;

import chat.domain.Presence;
import chat.domain.Privacy;
import chat.domain.Profile;
import chat.domain.Setting;
import chat.domain.Settings;

import java.util.Map;

/// The fields of frames about users: profiles, presence, typing, settings.
final class UserFields {
    private UserFields() {}

    static Map<String, Object> profiles(ServerFrame.ProfilesOf frame) {
        var fields = reply("profile", frame.requestId());
        fields.put("users", frame.users().stream().map(UserFields::profile).toList());
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

    static Map<String, Object> presence(ServerFrame.PresenceOf frame) {
        var fields = reply("presence", frame.requestId());
        fields.put("users", frame.users().stream().map(UserFields::presence).toList());
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
