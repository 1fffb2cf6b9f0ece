package chat.limits;

/// The actions whose rate is limited per user.
public enum Limit {
    /// Messages of one user.
    MESSAGES(true),
    /// Messages of one user to another.
    MESSAGES_TO_PEER(true),
    /// Reactions of one user. Each also counts as a message.
    REACTIONS(true),
    /// Conversations that a user starts.
    NEW_CONVERSATIONS(false),
    /// Lookups by phone number.
    LOOKUPS(false),
    /// Changes of a user's own profile.
    PROFILE_CHANGES(false),
    /// Changes of a user's settings for conversations.
    SETTINGS_CHANGES(false),
    /// Searches, each page counted.
    SEARCHES(true),
    /// Presence subscriptions.
    PRESENCE_WATCHES(true),
    /// Typing frames.
    TYPING(true),
    /// Frames other than messages.
    FRAMES(true),
    /// The items in those frames: acknowledgements, users, cursors.
    FRAME_ITEMS(true);

    private final boolean sampled;

    Limit(boolean sampled) {
        this.sampled = sampled;
    }

    /// Whether the limit is sampled, because each count is a write. Otherwise every use is counted.
    public boolean sampled() {
        return sampled;
    }
}
