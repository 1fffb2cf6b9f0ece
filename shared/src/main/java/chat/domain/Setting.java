package chat.domain;

import java.util.Locale;

/// A member's setting for a conversation. The peer does not learn of it.
public enum Setting {
    /// Rejects the peer's messages and hides presence, typing and receipts from the peer.
    BLOCKED,
    /// Silences notifications.
    MUTED,
    /// Moves the conversation to the archive.
    ARCHIVED,
    /// Keeps the conversation at the top of the list.
    PINNED;

    /// The setting's name in the protocol and in the tables.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
