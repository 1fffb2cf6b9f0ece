package chat.limits;

/// What a user may do only so often.
public enum Limit {
    /// Messages of one user.
    MESSAGES(true),
    /// Messages of one user to another.
    MESSAGES_TO_PEER(true),
    /// Conversations that a user begins.
    NEW_CONVERSATIONS(false),
    /// Users that a user looks for by contact number.
    LOOKUPS(false),
    /// Changes of a user's own profile.
    PROFILE_CHANGES(false),
    /// Changes of a user's settings for conversations.
    SETTINGS_CHANGES(false),
    /// Users whose presence a user asks to be told of.
    PRESENCE_WATCHES(true),
    /// Frames of a user who is typing.
    TYPING(true),
    /// Frames of a user other than messages.
    FRAMES(true),
    /// What those frames ask for: acknowledgements, users, frames of a drain.
    FRAME_ITEMS(true);

    private final boolean sampled;

    Limit(boolean sampled) {
        this.sampled = sampled;
    }

    /// Whether it is counted by samples, since each count is a write; otherwise exactly.
    public boolean sampled() {
        return sampled;
    }
}
