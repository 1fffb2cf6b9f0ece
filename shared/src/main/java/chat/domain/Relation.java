package chat.domain;

/// A user's relation to another user.
///
/// @param contact whether the other is a contact of the user: the user has written to the other
/// @param contactOf whether the user is a contact of the other: the other has written to the user
/// @param blocks whether the user blocks the other
/// @param blocked whether the other blocks the user
public record Relation(boolean contact, boolean contactOf, boolean blocks, boolean blocked) {
    /// Neither has written to the other or blocks the other.
    public static final Relation NONE = new Relation(false, false, false, false);

    /// The other's relation to the user.
    public Relation inverse() {
        return new Relation(
                /* contact= */ contactOf,
                /* contactOf= */ contact,
                /* blocks= */ blocked,
                /* blocked= */ blocks);
    }
}
