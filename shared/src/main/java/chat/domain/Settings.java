package chat.domain;

import java.util.Set;

/// A member's settings for a conversation.
///
/// @param on the settings that are on
/// @param version the number of changes; of two versions the greater is the newer
public record Settings(Set<Setting> on, long version) {
    /// The settings of a conversation that never had any.
    public static final Settings NONE = new Settings(Set.of(), 0);

    public Settings {
        on = Set.copyOf(on);
    }

    /// Whether a setting is on.
    public boolean has(Setting setting) {
        return on.contains(setting);
    }
}
