package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Setting;
import chat.domain.Settings;

import java.util.Optional;

/// What a device knows to be set for a conversation.
record Chosen(boolean blocked, boolean muted, boolean archived, boolean pinned, long version) {
    static final Chosen NONE = new Chosen(false, false, false, false, 0);

    /// What a frame says; empty where nothing was ever set.
    static Optional<Chosen> of(Json frame) {
        return frame.has("settingsVersion")
                ? Optional.of(
                        new Chosen(
                                frame.isTrue("blocked"),
                                frame.isTrue("muted"),
                                frame.isTrue("archived"),
                                frame.isTrue("pinned"),
                                frame.number("settingsVersion")))
                : Optional.empty();
    }

    /// What a row says.
    static Chosen of(ConversationRow row) {
        Settings settings = row.settings();
        return new Chosen(
                settings.has(Setting.BLOCKED),
                settings.has(Setting.MUTED),
                settings.has(Setting.ARCHIVED),
                settings.has(Setting.PINNED),
                settings.version());
    }

    /// Whether it is as somebody chose.
    boolean has(Choice choice) {
        boolean set =
                switch (choice.what()) {
                    case BLOCKED -> blocked;
                    case MUTED -> muted;
                    case ARCHIVED -> archived;
                    case PINNED -> pinned;
                    case READ_HIDDEN, PRESENCE_HIDDEN ->
                            throw new IllegalArgumentException("is set for all conversations");
                };
        return set == choice.on();
    }
}
