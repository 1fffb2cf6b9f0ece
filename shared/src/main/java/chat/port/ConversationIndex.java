package chat.port;

import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// The members' rows, as a send sees them.
public interface ConversationIndex {
    /// A member's row, strongly consistent.
    Optional<ConversationRow> find(UserId user, UserId peer);

    /// Sets the row forward to an entry; the first time, this starts the conversation for the
    /// member.
    ///
    /// @return false if the row stands at this entry or beyond: nothing was written
    boolean index(UserId user, UserId peer, Entry entry, Instant now);

    /// The same, and in the same write moves the device's cursor from the entry before to this one.
    ///
    /// @return false if the row stands at this entry or beyond, or the cursor not right before it
    ///   (a missing cursor stands at 0): nothing was written
    boolean indexFrom(DeviceId device, UserId user, UserId peer, Entry entry, Instant now);
}
