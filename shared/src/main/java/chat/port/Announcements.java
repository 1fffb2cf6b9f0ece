package chat.port;

import chat.domain.UserId;

/// Presences to announce a few seconds from now.
public interface Announcements {
    /// The user's last connection is gone: to be announced unless the user comes back meanwhile.
    void left(UserId user);

    /// Who may see the user has changed: everyone who watches is to be told anew.
    void changed(UserId user);
}
