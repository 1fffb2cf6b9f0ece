package chat.port;

import chat.domain.Block;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Receipt;
import chat.domain.UserId;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/// The members' rows, as an acknowledgement sees them. Every value only moves forward, each by
/// itself; a value that is ahead already stays.
public interface Receipts {
    /// Moves how far the peer is, in the row of `user`; nothing while the peer blocks the user.
    ///
    /// @return the row as it stands now, and whether a value moved
    Advanced advancePeer(UserId user, UserId peer, Receipt peerReceipt, Instant now);

    /// Moves how far `user` is.
    ///
    /// @return the row as it stands now, and whether a value moved
    Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now);

    /// Removes the cursors of devices that are no longer the user's; nothing if there is no row.
    ///
    /// @param deviceKeys as in [ConversationRow#deviceKey]
    void forget(UserId user, UserId peer, Set<String> deviceKeys);

    /// Notes in the row of `user` whether the peer blocks the user. Of two the one of the greater
    /// version stays. Does not show: neither the row, if there was none, nor that it moved.
    void setPeerBlock(UserId user, UserId peer, Block block);

    /// A row after an attempt to move its values.
    ///
    /// @param moved whether this attempt moved one; nothing was written otherwise
    record Advanced(ConversationRow row, boolean moved) {}

    /// What a device has acknowledged.
    ///
    /// @param delivered the device has all entries up to this one
    /// @param read the user has read up to this one; empty: nothing said
    /// @param peerMessagesRead the peer's messages up to `read`
    record Progress(
            DeviceId device, long delivered, OptionalLong read, OptionalLong peerMessagesRead) {}
}
