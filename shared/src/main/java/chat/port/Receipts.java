package chat.port;

import chat.domain.Block;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Receipt;
import chat.domain.UserId;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/// The receipts in the members' rows. Each value moves forward independently and never back.
public interface Receipts {
    /// Moves the peer's receipt forward in the row of `user`. Does nothing while the peer blocks
    /// the user.
    ///
    /// @return the row as it stands now, and what moved
    Advanced advancePeer(UserId user, UserId peer, Receipt peerReceipt, Instant now);

    /// Moves the user's own receipt forward.
    ///
    /// @return the row as it stands now, and what moved
    Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now);

    /// Removes the cursors of the user's former devices, if there is a row.
    ///
    /// @param deviceKeys as in [ConversationRow#deviceKey]
    void forget(UserId user, UserId peer, Set<String> deviceKeys);

    /// Records in the row of `user` whether the peer blocks the user. Of two blocks the one with
    /// the greater version stays. The user must not notice: a new row stays hidden, and the row
    /// does not count as moved.
    void setPeerBlock(UserId user, UserId peer, Block block);

    /// A row after an attempt to move its values.
    ///
    /// @param moved whether this attempt moved a value; nothing was written otherwise
    /// @param readMoved whether it moved the read position
    record Advanced(ConversationRow row, boolean moved, boolean readMoved) {
        /// The row of an attempt that moved nothing.
        public static Advanced nothing(ConversationRow row) {
            return new Advanced(row, false, false);
        }
    }

    /// The positions that a device acknowledges.
    ///
    /// @param delivered the device has all entries up to this one
    /// @param read the user has read up to this one; empty if the device gives no read position
    /// @param peerMessagesRead the number of the peer's messages up to `read`
    record Progress(
            DeviceId device, long delivered, OptionalLong read, OptionalLong peerMessagesRead) {}
}
