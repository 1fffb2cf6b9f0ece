package chat.domain;

/// What one user may see of another's presence.
///
/// @param online whether the other is online
/// @param lastSeen when the other was last active
public record PresenceVisibility(boolean online, boolean lastSeen) {
    /// The visibility of one's own presence.
    public static final PresenceVisibility OWN = new PresenceVisibility(true, true);

    private static final PresenceVisibility NONE = new PresenceVisibility(false, false);

    /// What a viewer may see of a user: only what each of the two shows to the other. Nothing of a
    /// disabled user is visible.
    ///
    /// @param relation the viewer's relation to the watched user
    public static PresenceVisibility of(User viewer, User watched, Relation relation) {
        if (viewer.id().equals(watched.id())) {
            return OWN;
        }
        if (!watched.enabled()) {
            return NONE;
        }
        Relation turned = relation.inverse();
        return new PresenceVisibility(
                viewer.privacy().online().includes(relation)
                        && watched.privacy().online().includes(turned),
                viewer.privacy().lastSeen().includes(relation)
                        && watched.privacy().lastSeen().includes(turned));
    }
}
