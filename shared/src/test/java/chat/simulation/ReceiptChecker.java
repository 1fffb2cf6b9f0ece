package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;

import java.util.HashMap;
import java.util.Map;

/// Checks acknowledgements, the receipts that they cause, and the rows that store both.
final class ReceiptChecker {
    private final SystemUnderTest system;
    private final PrivacyChecker privacy;
    private final Map<Pair, Watermark> acked = new HashMap<>();
    private final Map<Pair, Long> covered = new HashMap<>();
    private final Map<Pair, ConversationRow> rows = new HashMap<>();
    private final Map<DevicePair, Long> ackedByDevice = new HashMap<>();

    private record DevicePair(UserId user, String deviceKey, UserId peer) {}

    ReceiptChecker(SystemUnderTest system, PrivacyChecker privacy) {
        this.system = system;
        this.privacy = privacy;
    }

    /// The highest positions that devices of the pair's user have acknowledged.
    Watermark acked(Pair pair) {
        return acked.getOrDefault(pair, Watermark.NONE);
    }

    /// Checks an acknowledgement: the user's devices together must have received everything it
    /// covers.
    void acks(Device device, ConversationReplica conversation, Watermark mark) {
        var pair = new Pair(device.user(), conversation.peer());
        acked.merge(pair, mark, Watermark::or);
        privacy.acks(pair, mark);
        ackedByDevice.merge(
                new DevicePair(
                        device.user(), ConversationRow.deviceKey(device.id()), conversation.peer()),
                mark.delivered(),
                Math::max);
        long cover = covered(pair, mark.delivered());
        InvariantChecker.check(
                cover >= mark.delivered(),
                device,
                () ->
                        "acknowledges "
                                + mark.delivered()
                                + " with "
                                + conversation.peer().value()
                                + ", but no device ever received "
                                + (cover + 1));
    }

    /// The last seq, at most `most`, up to which each entry is on some device of the user.
    private long covered(Pair pair, long most) {
        long cover = covered.getOrDefault(pair, 0L);
        while (cover < most && isOnSomeDevice(pair, cover + 1)) {
            cover++;
        }
        covered.put(pair, cover);
        return cover;
    }

    private boolean isOnSomeDevice(Pair pair, long seq) {
        for (Device device : system.devices()) {
            if (device.user().equals(pair.user())
                    && device.store().conversation(pair.peer()).entries().containsKey(seq)) {
                return true;
            }
        }
        return isOwn(pair, seq);
    }

    private boolean isOwn(Pair pair, long seq) {
        return system.entry(pair, seq).map(Entry::from).filter(pair.user()::equals).isPresent();
    }

    /// Checks a receipt that a device received.
    void receipt(Device device, ConversationReplica conversation) {
        Watermark most =
                privacy.disclosable(new Pair(device.user(), conversation.peer()).inverse());
        InvariantChecker.check(
                most.covers(new Watermark(conversation.peerDelivered(), conversation.peerRead())),
                device,
                () ->
                        "received the receipt "
                                + conversation.peerDelivered()
                                + "/"
                                + conversation.peerRead()
                                + " of "
                                + conversation.peer().value()
                                + ", who disclosed at most "
                                + most);
    }

    /// Checks a row after a write.
    ConversationRow row(ConversationRow row) {
        var pair = new Pair(row.user(), row.peer());
        ConversationRow before = rows.put(pair, row);
        if (before != null) {
            checkForward(before, row);
        }
        checkInvented(row.receipt(), acked(pair), row);
        checkInvented(row.peerReceipt(), privacy.disclosable(pair.inverse()), row);
        row.cursors().forEach((device, cursor) -> checkCursor(pair, device, cursor));
        return row;
    }

    private static void checkForward(ConversationRow before, ConversationRow row) {
        boolean forward =
                row.lastSeq() >= before.lastSeq()
                        && isForward(before.receipt(), row.receipt())
                        && isForward(before.peerReceipt(), row.peerReceipt())
                        && row.settings().version() >= before.settings().version();
        if (!forward) {
            throw new Violation(
                    "a row went back: " + TraceFormat.of(before) + " → " + TraceFormat.of(row));
        }
    }

    private static boolean isForward(Receipt before, Receipt after) {
        return after.delivered() >= before.delivered() && after.read() >= before.read();
    }

    private static void checkInvented(Receipt receipt, Watermark most, ConversationRow row) {
        if (!most.covers(new Watermark(receipt.delivered(), receipt.read()))) {
            throw new Violation(
                    "at most " + most + " was acknowledged, but the row is " + TraceFormat.of(row));
        }
    }

    /// Checks a cursor: its device has acknowledged everything before it, except the user's own
    /// entries.
    private void checkCursor(Pair pair, String deviceKey, long cursor) {
        long seq =
                ackedByDevice.getOrDefault(new DevicePair(pair.user(), deviceKey, pair.peer()), 0L);
        while (++seq <= cursor) {
            if (!isOwn(pair, seq)) {
                throw new Violation(
                        "a cursor of "
                                + pair
                                + " is at "
                                + cursor
                                + ", but the device never acknowledged "
                                + seq);
            }
        }
    }
}
