package chat.port;

import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// The operations on the members' rows that sending needs.
public interface ConversationIndex {
    /// A member's row, strongly consistent.
    Optional<ConversationRow> find(UserId user, UserId peer);

    /// Moves the row forward to an entry. The first entry starts the conversation for the member.
    ///
    /// @return false if the row is at this entry or beyond, in which case nothing was written
    boolean index(UserId user, UserId peer, Entry entry, Instant now);

    /// Moves the row and, in the same write, the device's cursor from the previous entry to this
    /// one.
    ///
    /// @return false if the row is at this entry or beyond, or the cursor is not right before it (a
    ///   missing cursor is 0), in which case nothing was written
    boolean indexFrom(DeviceId device, UserId user, UserId peer, Entry entry, Instant now);

    /// Moves the row forward to an operation, and its last message to `lastMessage`: each only if
    /// it is ahead of the row, so that calls may come in any order.
    ///
    /// @param device moves this device's cursor too, if it is right before the operation; empty for
    ///   none
    /// @param lastMessage the last message after all operations on it; empty to keep the current
    ///   one
    /// @return false if the row's last message is before the operation's and `lastMessage` is
    ///   empty: nothing was written, and the caller reads the message and calls again
    boolean indexOperation(
            Optional<DeviceId> device,
            UserId user,
            UserId peer,
            Entry operation,
            Optional<Preview> lastMessage,
            Instant now);
}
