package chat.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One member's summary of a conversation, which saves reading the log. Each number only increases.
/// `lastSeq` may lag behind the log by entries whose sender crashed before indexing them.
///
/// @param startedAt when the first entry was indexed; empty while the row has none
/// @param lastSeq the last indexed entry; 0 for none
/// @param operations the number of operations up to `lastSeq`
/// @param peerMessages the number of the peer's messages up to `lastSeq`
/// @param peerMessagesRead the number of the peer's messages up to `receipt.read`
/// @param receipt this member's receipt
/// @param peerReceipt the peer's receipt
/// @param cursors the last entry acknowledged by each device, by [#deviceKey]
/// @param settings this member's settings
/// @param peerBlock whether the peer blocks this member; the member must not learn it
/// @param hidden what this member has hidden
public record ConversationRow(
        UserId user,
        UserId peer,
        Optional<Instant> startedAt,
        long lastSeq,
        Optional<Preview> lastMessage,
        long operations,
        long peerMessages,
        long peerMessagesRead,
        Receipt receipt,
        Receipt peerReceipt,
        Map<String, Long> cursors,
        Settings settings,
        Block peerBlock,
        Hidden hidden) {
    /// The order of lists: the newest message first, rows without one last.
    public static final Comparator<ConversationRow> NEWEST_FIRST =
            Comparator.comparing(ConversationRow::lastSentAt)
                    .reversed()
                    .thenComparing(ConversationRow::peer);

    public ConversationRow {
        cursors = Map.copyOf(cursors);
    }

    /// The row of a conversation that is not in the table yet.
    public static ConversationRow empty(UserId user, UserId peer) {
        return new ConversationRow(
                user,
                peer,
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                0,
                0,
                Receipt.NONE,
                Receipt.NONE,
                Map.of(),
                Settings.NONE,
                Block.NONE,
                Hidden.NONE);
    }

    /// The peer's messages beyond what this member has read.
    public long unread() {
        return Math.max(0, peerMessages - peerMessagesRead);
    }

    /// The last message, unless this member has cleared the conversation up to it.
    public Optional<Preview> shownMessage() {
        return lastMessage.filter(last -> last.seq() > hidden.clearedTo());
    }

    /// Whether the conversation has a message.
    public boolean hasBegun() {
        return startedAt.isPresent();
    }

    /// This member's relation to the peer. Each message is of one of the two, so those that are not
    /// the peer's are this member's own.
    public Relation relation() {
        return new Relation(
                /* contact= */ lastSeq - operations > peerMessages,
                /* contactOf= */ peerMessages > 0,
                settings.has(Setting.BLOCKED),
                peerBlock.on());
    }

    private Instant lastSentAt() {
        return lastMessage.map(Preview::sentAt).orElse(Instant.EPOCH);
    }

    /// The row for a device that does not get its entries: `lastSeq` is 0.
    public ConversationRow withoutLog() {
        return new ConversationRow(
                user,
                peer,
                startedAt,
                /* lastSeq= */ 0,
                lastMessage,
                operations,
                peerMessages,
                peerMessagesRead,
                receipt,
                peerReceipt,
                cursors,
                settings,
                peerBlock,
                hidden);
    }

    /// The row as shown to a member who hides read receipts and therefore does not see the peer's.
    public ConversationRow withoutPeerRead() {
        return new ConversationRow(
                user,
                peer,
                startedAt,
                lastSeq,
                lastMessage,
                operations,
                peerMessages,
                peerMessagesRead,
                receipt,
                peerReceipt.withoutRead(),
                cursors,
                settings,
                peerBlock,
                hidden);
    }

    /// The last entry that `device` has acknowledged; empty if it never has.
    public OptionalLong cursor(DeviceId device) {
        Long cursor = cursors.get(deviceKey(device));
        return cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor);
    }

    /// The short name of a device in a row. It has 8 characters regardless of the id's length, so
    /// that eight devices fit into a row. Two of a user's devices collide with a probability of
    /// 10⁻¹³.
    public static String deviceKey(DeviceId device) {
        return new Hashes().text(device.value()).hash().base64Url().substring(0, 8);
    }
}
