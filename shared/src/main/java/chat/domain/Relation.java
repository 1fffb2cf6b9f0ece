package chat.domain;

/// How a user stands to another one.
///
/// @param contact whether they have a conversation with a message in it
/// @param blocks whether the user blocks the other
/// @param blocked whether the other blocks the user
public record Relation(boolean contact, boolean blocks, boolean blocked) {
    /// They have nothing to do with each other.
    public static final Relation NONE = new Relation(false, false, false);

    /// How the other one stands to the user.
    public Relation inverse() {
        return new Relation(contact, /* blocks= */ blocked, /* blocked= */ blocks);
    }
}
