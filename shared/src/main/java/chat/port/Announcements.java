package chat.port;

import chat.domain.UserId;

/// The queue of presence announcements that are due in a few seconds.
public interface Announcements {
    /// The user's last connection is gone; announce it unless the user comes back meanwhile.
    void left(UserId user);

    /// The user's visibility changed; notify every subscriber again.
    void changed(UserId user);
}
