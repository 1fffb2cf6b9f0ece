package chat.domain;

/// What one member has hidden of a conversation from their own devices, as far as the member's row
/// has it: the messages hidden one by one are in blocks of their own.
///
/// @param version incremented by each change of the messages hidden one by one; 0 before the first
/// @param clearedTo all entries up to this one are hidden; 0 for none
public record Hidden(long version, long clearedTo) {
    /// Nothing is hidden.
    public static final Hidden NONE = new Hidden(0, 0);
}
