package chat.domain;

import java.util.Locale;

/// Something a member sets for a conversation. It is the member's alone: the peer is not told.
public enum Setting {
    /// The peer's messages are refused, and the peer sees neither presence, typing nor receipts.
    BLOCKED,
    /// No device rings for it.
    MUTED,
    /// It is put away.
    ARCHIVED,
    /// It stands above the others.
    PINNED;

    /// How the protocol and the tables spell it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
