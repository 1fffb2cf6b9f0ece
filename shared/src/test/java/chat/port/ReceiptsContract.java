package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;
import static chat.port.Samples.entry;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.inmemory.VirtualThreadParallel;
import chat.port.Receipts.Advanced;
import chat.port.Receipts.Progress;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// The contract of [Receipts].
public interface ReceiptsContract {
    /// Returns the adapter under test, empty.
    Receipts receipts();

    /// Returns the index stored in the same rows.
    ConversationIndex index();

    @Test
    default void aReceiptMayArriveBeforeTheFirstIndexedEntry() {
        ConversationRow row = receipts().advancePeer(ALICE, BOB, new Receipt(2, 1), NOON).row();

        assertThat(row.peerReceipt()).isEqualTo(new Receipt(2, 1));
        assertThat(row.startedAt()).isEmpty();
        assertThat(row.lastSeq()).isZero();
        assertThat(row.lastMessage()).isEmpty();
        assertThat(index().find(ALICE, BOB)).contains(row);
        assertThat(index().find(BOB, ALICE)).isEmpty();
    }

    @Test
    default void thePeersReceiptValuesAdvanceIndependently() {
        assertThat(peer(5, 2)).isEqualTo(new Receipt(5, 2));
        assertThat(peer(3, 4)).isEqualTo(new Receipt(5, 4));
        assertThat(peer(6, 1)).isEqualTo(new Receipt(6, 4));
        assertThat(peer(2, 2)).isEqualTo(new Receipt(6, 4));
        assertThat(peer(7, 0)).isEqualTo(new Receipt(7, 4));
        assertThat(peer(9, 9)).isEqualTo(new Receipt(9, 9));
    }

    @Test
    default void theUsersOwnValuesAdvanceIndependently() {
        own(PHONE, 5, 3, 2);
        ConversationRow row = own(LAPTOP, 4, 4, 3);

        assertThat(row.receipt()).isEqualTo(new Receipt(5, 4));
        assertThat(row.peerMessagesRead()).isEqualTo(3);
        assertThat(row.cursor(PHONE)).hasValue(5);
        assertThat(row.cursor(LAPTOP)).hasValue(4);

        row = own(PHONE, 2, 1, 1);
        assertThat(row.receipt()).isEqualTo(new Receipt(5, 4));
        assertThat(row.peerMessagesRead()).isEqualTo(3);
        assertThat(row.cursor(PHONE)).hasValue(5);

        row = own(LAPTOP, 6, 2, 1);
        assertThat(row.receipt()).isEqualTo(new Receipt(6, 4));
        assertThat(row.peerMessagesRead()).isEqualTo(3);
        assertThat(row.cursor(LAPTOP)).hasValue(6);
        assertThat(index().find(ALICE, BOB)).contains(row);
    }

    @Test
    default void progressWithoutReadValuesAdvancesDeliveredOnly() {
        own(PHONE, 3, 3, 1);

        ConversationRow row = receipts().advanceOwn(ALICE, BOB, delivered(PHONE, 8), NOON).row();

        assertThat(row.receipt()).isEqualTo(new Receipt(8, 3));
        assertThat(row.peerMessagesRead()).isEqualTo(1);
        assertThat(row.cursor(PHONE)).hasValue(8);
    }

    @Test
    default void updatesReturnTheWholeRow() {
        index().index(ALICE, BOB, entry(4), NOON);
        peer(3, 2);

        ConversationRow row = own(PHONE, 4, 2, 1);

        assertThat(row.startedAt()).contains(NOON);
        assertThat(row.lastSeq()).isEqualTo(4);
        assertThat(row.lastMessage()).contains(Preview.of(entry(4)));
        assertThat(row.unread()).isEqualTo(1);
        assertThat(row.peerReceipt()).isEqualTo(new Receipt(3, 2));
        assertThat(receipts().advanceOwn(ALICE, BOB, delivered(PHONE, 1), NOON))
                .isEqualTo(Advanced.nothing(row));
        assertThat(receipts().advancePeer(ALICE, BOB, new Receipt(1, 1), NOON))
                .isEqualTo(Advanced.nothing(row));
    }

    @Test
    default void updatesReturnWhetherAValueAdvanced() {
        assertThat(peerMoves(5, 2)).isTrue();
        assertThat(peerMoves(5, 2)).isFalse();
        assertThat(peerMoves(4, 1)).isFalse();
        assertThat(peerMoves(5, 0)).isFalse();
        assertThat(peerMoves(4, 3)).isTrue();
        assertThat(peerMoves(6, 1)).isTrue();

        assertThat(ownMoves(PHONE, 5, 2)).isTrue();
        assertThat(ownMoves(PHONE, 5, 2)).isFalse();
        assertThat(ownMoves(PHONE, 4, 1)).isFalse();
        assertThat(ownMoves(LAPTOP, 4, 1)).as("the laptop's cursor moves").isTrue();
        assertThat(ownMoves(LAPTOP, 4, 3)).isTrue();
    }

    @Test
    default void updatesReturnWhetherTheReadPositionAdvanced() {
        assertThat(receipts().advancePeer(ALICE, BOB, new Receipt(5, 0), NOON).readMoved())
                .isFalse();
        assertThat(receipts().advancePeer(ALICE, BOB, new Receipt(5, 2), NOON).readMoved())
                .isTrue();
        assertThat(receipts().advancePeer(ALICE, BOB, new Receipt(6, 2), NOON).readMoved())
                .isFalse();

        assertThat(ownReadMoves(PHONE, 5, 2)).isTrue();
        assertThat(ownReadMoves(LAPTOP, 5, 2)).as("only the laptop's cursor moves").isFalse();
        assertThat(ownReadMoves(LAPTOP, 6, 1)).as("only `delivered` moves").isFalse();
        assertThat(ownReadMoves(PHONE, 4, 3)).isTrue();
    }

    @Test
    default void updatesReturnTheRowThatIsStored() {
        assertThat(receipts().advanceOwn(ALICE, BOB, delivered(PHONE, 2), NOON).row())
                .isEqualTo(index().find(ALICE, BOB).orElseThrow());
        assertThat(receipts().advancePeer(ALICE, BOB, new Receipt(2, 1), NOON).row())
                .isEqualTo(index().find(ALICE, BOB).orElseThrow());
    }

    @Test
    default void concurrentUpdatesEndAtTheHighestValues() {
        var shuffled = new ArrayList<>(IntStream.rangeClosed(1, 40).boxed().toList());
        Collections.shuffle(shuffled, new Random(1));

        new VirtualThreadParallel().all(Calls.each(shuffled, n -> own(PHONE, n, 41 - n, 41 - n)));
        new VirtualThreadParallel().all(Calls.each(shuffled, n -> peer(n, 41 - n)));

        ConversationRow row = index().find(ALICE, BOB).orElseThrow();
        assertThat(row.receipt()).isEqualTo(new Receipt(40, 40));
        assertThat(row.peerReceipt()).isEqualTo(new Receipt(40, 40));
        assertThat(row.cursor(PHONE)).hasValue(40);
        assertThat(row.peerMessagesRead()).isEqualTo(40);
    }

    @Test
    default void onlyTheCursorsOfRemovedDevicesAreDeleted() {
        List<DeviceId> devices =
                IntStream.range(0, 10).mapToObj(n -> new DeviceId("device-" + n)).toList();
        devices.forEach(device -> own(device, 3, 3, 1));
        var former = Set.of(ConversationRow.deviceKey(devices.get(0)), key(devices.get(7)));

        receipts().forget(ALICE, BOB, former);

        ConversationRow row = index().find(ALICE, BOB).orElseThrow();
        assertThat(row.cursors()).hasSize(8).doesNotContainKeys(former.toArray(new String[0]));
        assertThat(row.receipt()).isEqualTo(new Receipt(3, 3));
        receipts().forget(ALICE, BOB, former);
        receipts().forget(ALICE, BOB, Set.of());
        assertThat(index().find(ALICE, BOB)).contains(row);
    }

    @Test
    default void deletingCursorsCreatesNoRow() {
        receipts().forget(ALICE, BOB, Set.of());
        receipts().forget(ALICE, BOB, Set.of(key(PHONE)));

        assertThat(index().find(ALICE, BOB)).isEmpty();
    }

    @Test
    default void everyValidUserIdHasReceipts() {
        for (UserId user : Samples.ODD_USERS) {
            receipts().advancePeer(user, BOB, new Receipt(2, 1), NOON);
            receipts().advanceOwn(BOB, user, delivered(PHONE, 2), NOON);

            assertThat(index().find(user, BOB).orElseThrow().peerReceipt().delivered())
                    .isEqualTo(2);
            assertThat(index().find(BOB, user).orElseThrow().receipt().delivered()).isEqualTo(2);
        }
    }

    private Receipt peer(long delivered, long read) {
        var receipt = new Receipt(delivered, read);
        return receipts().advancePeer(ALICE, BOB, receipt, NOON).row().peerReceipt();
    }

    private boolean peerMoves(long delivered, long read) {
        return receipts().advancePeer(ALICE, BOB, new Receipt(delivered, read), NOON).moved();
    }

    private boolean ownMoves(DeviceId device, long delivered, long read) {
        var progress =
                new Progress(device, delivered, OptionalLong.of(read), OptionalLong.of(read));
        return receipts().advanceOwn(ALICE, BOB, progress, NOON).moved();
    }

    private boolean ownReadMoves(DeviceId device, long delivered, long read) {
        var progress =
                new Progress(device, delivered, OptionalLong.of(read), OptionalLong.of(read));
        return receipts().advanceOwn(ALICE, BOB, progress, NOON).readMoved();
    }

    private ConversationRow own(DeviceId device, long delivered, long read, long messages) {
        var progress =
                new Progress(device, delivered, OptionalLong.of(read), OptionalLong.of(messages));
        return receipts().advanceOwn(ALICE, BOB, progress, NOON).row();
    }

    private static Progress delivered(DeviceId device, long seq) {
        return new Progress(device, seq, OptionalLong.empty(), OptionalLong.empty());
    }

    private static String key(DeviceId device) {
        return ConversationRow.deviceKey(device);
    }
}
