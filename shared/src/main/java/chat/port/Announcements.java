package chat.port;

import chat.domain.UserId;

/// The queue of presence announcements that are due in a few seconds.
public interface Announcements {
    /// Announces that the user is offline, unless the user comes back in the meantime.
    void left(UserId user);

    /// Notifies every subscriber again, because the visibility of the user's presence has changed.
    void changed(UserId user);
}
