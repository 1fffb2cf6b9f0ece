package chat.domain;

/// The kind of a log entry. An entry that is not a message is an operation: it acts on a message,
/// its target. An unknown kind was written by a newer version and is kept unchanged.
///
/// @param name the name that the digest covers
public record EntryKind(String name) {
    /// The entry is a message.
    public static final EntryKind MESSAGE = new EntryKind("message");

    /// The entry replaces the text of its target.
    public static final EntryKind EDIT = new EntryKind("edit");

    /// The entry removes its target.
    public static final EntryKind REMOVE = new EntryKind("remove");

    /// The entry is a reaction to its target.
    public static final EntryKind REACTION = new EntryKind("reaction");

    /// Whether the entry is a message.
    public boolean isMessage() {
        return equals(MESSAGE);
    }
}
