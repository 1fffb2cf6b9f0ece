package chat.domain;

/// What an entry does in its log. A kind that this version does not know is kept as it is: a newer
/// version wrote it.
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
