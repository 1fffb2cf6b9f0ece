package chat.domain;

/// The kind of a log entry. An unknown kind was written by a newer version and is kept unchanged.
///
/// @param name the name that the digest covers
public record EntryKind(String name) {
    /// The entry is a message.
    public static final EntryKind MESSAGE = new EntryKind("message");

    /// Whether the entry is a message.
    public boolean isMessage() {
        return equals(MESSAGE);
    }
}
