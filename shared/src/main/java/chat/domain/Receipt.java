package chat.domain;

/// How far a user has received and read a conversation. Both numbers only move forward.
///
/// @param delivered the last entry that at least one of the user's devices has; 0 for none
/// @param read the last entry the user has read; 0 for none
public record Receipt(long delivered, long read) {
    /// Nothing delivered, nothing read.
    public static final Receipt NONE = new Receipt(0, 0);

    /// This receipt without `read`, for hidden read receipts. Hiding works both ways: a user who
    /// hides them does not see those of others.
    public Receipt withoutRead() {
        return new Receipt(delivered, 0);
    }
}
