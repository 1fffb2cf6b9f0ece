package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Setting;
import chat.domain.Settings;

import java.util.Optional;

/// The settings of a conversation as a device knows them.
record KnownSettings(
        boolean blocked, boolean muted, boolean archived, boolean pinned, long version) {
    static final KnownSettings NONE = new KnownSettings(false, false, false, false, 0);

    /// The settings in a frame; empty if the frame has none.
    static Optional<KnownSettings> of(Json frame) {
        return frame.has("settingsVersion")
                ? Optional.of(
                        new KnownSettings(
                                frame.isTrue("blocked"),
                                frame.isTrue("muted"),
                                frame.isTrue("archived"),
                                frame.isTrue("pinned"),
                                frame.number("settingsVersion")))
                : Optional.empty();
    }

    /// The settings in a row.
    static KnownSettings of(ConversationRow row) {
        Settings settings = row.settings();
        return new KnownSettings(
                settings.has(Setting.BLOCKED),
                settings.has(Setting.MUTED),
                settings.has(Setting.ARCHIVED),
                settings.has(Setting.PINNED),
                settings.version());
    }

    /// Whether a change has taken effect in these settings.
    boolean has(SettingChange change) {
        boolean set =
                switch (change.option()) {
                    case BLOCKED -> blocked;
                    case MUTED -> muted;
                    case ARCHIVED -> archived;
                    case PINNED -> pinned;
                    case READ_HIDDEN, PRESENCE_HIDDEN ->
                            throw new IllegalArgumentException("is set for all conversations");
                };
        return set == change.on();
    }
}
