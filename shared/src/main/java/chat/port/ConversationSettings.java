package chat.port;

import chat.domain.ConversationRow;
import chat.domain.Setting;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Map;

/// The operations on the members' rows that changing settings needs.
public interface ConversationSettings {
    /// The user's row, strongly consistent; empty values if there is none.
    ConversationRow row(UserId user, UserId peer);

    /// Changes the settings in `set` and increments the version, in one write. It creates the row
    /// if there is none. The row counts as moved, so devices that are away learn of the change.
    ///
    /// @return the row as it stands now
    ConversationRow change(UserId user, UserId peer, Map<Setting, Boolean> set, Instant now);
}
