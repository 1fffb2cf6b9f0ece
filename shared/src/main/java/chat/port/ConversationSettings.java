package chat.port;

import chat.domain.ConversationRow;
import chat.domain.Setting;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Map;

/// The members' rows, as a change of settings sees them.
public interface ConversationSettings {
    /// The user's row, strongly consistent; empty values if there is none.
    ConversationRow row(UserId user, UserId peer);

    /// Sets and unsets what `set` names, in one write that counts the version up. The row counts as
    /// moved: devices that are away are told of it. If there is none, it is made.
    ///
    /// @return the row as it stands now
    ConversationRow change(UserId user, UserId peer, Map<Setting, Boolean> set, Instant now);
}
