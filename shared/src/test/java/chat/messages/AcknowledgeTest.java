package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Receipt;
import chat.domain.User;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Alice sends messages, Bob acknowledges.
final class AcknowledgeTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller phone = chat.online(BOB, PHONE, "bob-phone");
    private final Caller laptop = chat.online(BOB, LAPTOP, "bob-laptop");

    @Test
    void deliveredAdvancesBothRowsAndNotifiesThePeer() {
        exchange(3);

        assertThat(chat.ack(phone, ALICE, 3)).isEmpty();

        assertThat(rowOfAlice().peerReceipt()).isEqualTo(new Receipt(3, 0));
        assertThat(rowOfBob().receipt()).isEqualTo(new Receipt(3, 0));
        assertThat(rowOfBob().cursor(PHONE)).hasValue(3);
        assertThat(rowOfBob().cursor(LAPTOP)).isEmpty();
        assertThat(rowOfBob().unread()).isEqualTo(3);
        assertThat(chat.take(alice)).containsExactly(receipt(3, 0));
        assertThat(chat.take(laptop)).isEmpty();
        assertThat(chat.take(phone)).isEmpty();
    }

    @Test
    void readIsPushedToThePeerAndTheUsersOtherDevices() {
        exchange(3);

        chat.ack(phone, ALICE, 3, 2);

        assertThat(rowOfAlice().peerReceipt()).isEqualTo(new Receipt(3, 2));
        assertThat(rowOfBob().receipt()).isEqualTo(new Receipt(3, 2));
        assertThat(chat.take(alice)).containsExactly(receipt(3, 2));
        assertThat(chat.take(laptop))
                .containsExactly(FrameEncoder.encode(new ServerFrame.ReadCursor(ALICE, 2)));
        assertThat(chat.take(phone)).isEmpty();
    }

    @Test
    void unreadIsExactForAnyOrderOfSenders() {
        // Alice sends 1 and 4, Bob 2 and 3, and so on.
        for (int seq = 1; seq <= 20; seq++) {
            boolean byAlice = seq % 4 < 2;
            chat.send(
                    byAlice ? alice : phone,
                    byAlice ? BOB : ALICE,
                    seq,
                    new Position.After(seq - 1));
        }

        for (int read = 1; read <= 20; read++) {
            chat.ack(phone, ALICE, 20, read);
            long beyond = 0;
            for (int seq = read + 1; seq <= 20; seq++) {
                beyond += seq % 4 < 2 ? 1 : 0;
            }
            assertThat(rowOfBob().unread()).as("read %s", read).isEqualTo(beyond);
        }
    }

    @Test
    void anAckOfADeviceThatIsBehindAdvancesItsCursorWithoutAReceipt() {
        exchange(5);
        chat.ack(phone, ALICE, 5, 4);
        chat.take(alice);
        chat.take(phone);

        chat.ack(laptop, ALICE, 3, 2);

        assertThat(chat.take(alice)).isEmpty();
        assertThat(chat.take(phone)).as("read did not move").isEmpty();
        assertThat(rowOfBob().receipt()).isEqualTo(new Receipt(5, 4));
        assertThat(rowOfBob().cursor(LAPTOP)).hasValue(3);
        assertThat(rowOfBob().unread()).isEqualTo(1);
    }

    @Test
    void aRepeatedAckIsPushedOnlyIfItHasARequestId() {
        exchange(5);
        chat.ack(phone, ALICE, 5, 4);
        chat.take(alice);
        chat.take(laptop);
        chat.ports().clock().advance(Duration.ofSeconds(5));

        chat.ack(phone, ALICE, 5, 4);
        chat.ack(phone, ALICE, 3, 2);

        assertThat(chat.take(alice)).isEmpty();
        assertThat(chat.take(laptop)).isEmpty();

        var read = new Acknowledgement(ALICE, 3, OptionalLong.of(2));
        var asking = new ClientFrame.Ack(Optional.of("r"), List.of(read), List.of());
        chat.services().acknowledge().handle(phone, asking, chat.now());

        assertThat(chat.take(alice)).containsExactly(receipt(5, 4));
        assertThat(chat.take(laptop))
                .containsExactly(FrameEncoder.encode(new ServerFrame.ReadCursor(ALICE, 4)));
    }

    @Test
    void anEntryWithoutARowCanBeAcknowledged() {
        exchange(2);
        // The sender crashed between log and rows.
        var faults = new Faults(4, Kind.CRASH_BEFORE);
        assertThatThrownBy(() -> chat.with(faults).send(alice, BOB, 3, new Position.After(2)))
                .isInstanceOf(Fault.class);
        assertThat(rowOfBob().lastSeq()).isEqualTo(2);

        assertThat(chat.ack(phone, ALICE, 3)).isEmpty();

        assertThat(rowOfBob().receipt().delivered()).isEqualTo(3);
        assertThat(rowOfAlice().peerReceipt().delivered()).isEqualTo(3);
    }

    @Test
    void anAcknowledgementBeyondTheLogIsRejectedAndChangesNothing() {
        exchange(2);
        ConversationRow before = rowOfBob();

        List<ServerFrame> replies = chat.ack(phone, ALICE, 3, 1);

        Rejected rejected = (Rejected) replies.getFirst();
        assertThat(replies).hasSize(1);
        assertThat(rejected.code()).isEqualTo(ErrorCode.ACK_BEYOND_LOG);
        assertThat(rejected.peer()).contains(ALICE);
        assertThat(rowOfBob()).isEqualTo(before);
        assertThat(chat.take(alice)).isEmpty();
    }

    @Test
    void acknowledgingOneselfOrAStrangerIsRejected() {
        assertThat(chat.ack(phone, BOB, 1))
                .extracting(reply -> ((Rejected) reply).code())
                .containsExactly(ErrorCode.INVALID_FIELD);
        assertThat(chat.ack(phone, CAROL, 1))
                .extracting(reply -> ((Rejected) reply).code())
                .containsExactly(ErrorCode.ACK_BEYOND_LOG);
        assertThat(chat.ports().conversations().all(BOB)).isEmpty();
    }

    @Test
    void aRejectedAcknowledgementDoesNotAffectTheOthers() {
        exchange(2);
        Caller carol = chat.online(CAROL, PHONE, "carol");
        chat.send(carol, BOB, 1, new Position.After(0));
        var unreadable = Rejected.of(Optional.of("r"), ErrorCode.INVALID_FIELD, "acks.peer");
        var frame =
                new ClientFrame.Ack(
                        Optional.of("r"),
                        List.of(upTo(CAROL, 9), upTo(ALICE, 2), upTo(CAROL, 1)),
                        List.of(unreadable));

        List<ServerFrame> replies = chat.services().acknowledge().handle(phone, frame, NOON);

        assertThat(replies).hasSize(1);
        Rejected rejected = (Rejected) replies.getFirst();
        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).isEqualTo("acks.peer (and 1 more)");
        assertThat(rejected.requestId()).contains("r");
        assertThat(rowOfBob().receipt().delivered()).isEqualTo(2);
        assertThat(chat.ports().conversations().find(BOB, CAROL).get().receipt().delivered())
                .isEqualTo(1);
    }

    @Test
    void anAckWithARequestIdIsConfirmed() {
        exchange(1);
        var asking = new ClientFrame.Ack(Optional.of("r8"), List.of(upTo(ALICE, 1)), List.of());

        assertThat(chat.services().acknowledge().handle(phone, asking, NOON))
                .containsExactly(new ServerFrame.Acked("r8"));
    }

    @Test
    void aReceiptThatCannotBePushedIsRedelivered() {
        exchange(1);
        chat.ports().gateway().set(alice.connection(), Socket.UNKNOWN);
        chat.ports().gateway().set(laptop.connection(), Socket.UNKNOWN);

        chat.ack(phone, ALICE, 1, 1);

        assertThat(chat.ports().redelivery().takeAll())
                .containsExactly(
                        new Request(ALICE, alice.connection()),
                        new Request(BOB, laptop.connection()));
    }

    @Test
    void cursorsOfRemovedDevicesAreDeleted() {
        exchange(2);
        for (int device = 1; device <= User.DEVICES_MAX + 3; device++) {
            chat.ports().clock().advance(Duration.ofMinutes(1));
            chat.ack(chat.online(BOB, new DeviceId("d" + device), "bob-" + device), ALICE, 2);
        }

        List<String> known =
                chat.ports().users().find(BOB).orElseThrow().devices().keySet().stream()
                        .map(ConversationRow::deviceKey)
                        .toList();
        assertThat(rowOfBob().cursors()).containsOnlyKeys(known).hasSize(User.DEVICES_MAX);
    }

    /// Otherwise each catch-up would send it the same pages again.
    @Test
    void aReplacedDeviceKeepsTheCursorItAcknowledges() {
        exchange(2);
        var first = chat.online(BOB, new DeviceId("d0"), "bob-0");
        for (int device = 1; device <= User.DEVICES_MAX; device++) {
            chat.ports().clock().advance(Duration.ofMinutes(1));
            chat.ack(chat.online(BOB, new DeviceId("d" + device), "bob-" + device), ALICE, 2);
        }

        chat.ack(first, ALICE, 2);

        assertThat(rowOfBob().cursor(new DeviceId("d0"))).hasValue(2);
    }

    /// Sends `count` messages of Alice and takes the pushed frames.
    private void exchange(int count) {
        for (int number = 1; number <= count; number++) {
            chat.send(alice, BOB, number, new Position.After(number - 1));
        }
        chat.take(phone);
        chat.take(laptop);
    }

    private ConversationRow rowOfAlice() {
        return row(ALICE, BOB);
    }

    private ConversationRow rowOfBob() {
        return row(BOB, ALICE);
    }

    private ConversationRow row(UserId user, UserId peer) {
        assertThat(chat.ports().log().entries(ConversationId.of(user, peer))).isNotEmpty();
        return chat.ports().conversations().find(user, peer).orElseThrow();
    }

    private String receipt(long delivered, long read) {
        var receipt = new Receipt(delivered, read);
        return FrameEncoder.encode(new ServerFrame.PeerReceipt(BOB, receipt, chat.now()));
    }

    private static Acknowledgement upTo(UserId peer, long seq) {
        return new Acknowledgement(peer, seq, OptionalLong.empty());
    }
}
