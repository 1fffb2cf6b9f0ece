package chat.domain;

import java.util.Set;

/// What a member has set for a conversation.
///
/// @param on what is set
/// @param version how often it was changed: of two the greater is the newer
public record Settings(Set<Setting> on, long version) {
    /// Nothing was ever set.
    public static final Settings NONE = new Settings(Set.of(), 0);

    public Settings {
        on = Set.copyOf(on);
    }

    /// Whether it is set.
    public boolean has(Setting setting) {
        return on.contains(setting);
    }
}
