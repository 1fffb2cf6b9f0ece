package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryChat;
import chat.inmemory.Sent;
import chat.inmemory.VirtualThreadParallel;
import chat.port.Calls;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ClientFrame.Position;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Each port call of an acknowledgement fails in turn; a retry completes it.
final class AcknowledgeRecoveryTest {
    private InMemoryChat chat = new InMemoryChat(NOON);
    private Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private Caller phone = chat.online(BOB, PHONE, "bob-phone");
    private Caller laptop = chat.online(BOB, LAPTOP, "bob-laptop");

    @Test
    void thePeersRowAdvancesBeforeTheOwnRow() {
        exchange(2);
        var delivered = Faults.none();
        chat.with(delivered).ack(phone, ALICE, 2);
        var read = Faults.none();
        chat.with(read).ack(phone, ALICE, 2, 1);

        assertThat(delivered.calls())
                .containsExactly(
                        "MessageLog.find",
                        "Receipts.advancePeer",
                        "Connections.of",
                        "Gateway.post",
                        "Receipts.advanceOwn");
        assertThat(read.calls())
                .containsExactly(
                        "MessageLog.find",
                        "MessageLog.find",
                        "Profiles.hidesReadReceipts",
                        "Receipts.advancePeer",
                        "Connections.of",
                        "Gateway.post",
                        "Receipts.advanceOwn",
                        "Connections.of",
                        "Gateway.post");
    }

    /// A crash may repeat a delivery, but neither invents nor loses a receipt.
    @ParameterizedTest
    @EnumSource
    void aRetryCompletesAnAcknowledgementThatFailedAtAnyCall(Kind kind) {
        for (int at = 1; at <= 8; at++) {
            reset();
            exchange(3);
            var faults = new Faults(at, kind);

            assertThatThrownBy(() -> chat.with(faults).ack(phone, ALICE, 3, 2))
                    .isInstanceOf(Fault.class);
            assertThat(rowOfAlice().peerReceipt().delivered())
                    .as("the sender's row is not behind the recipient's row")
                    .isGreaterThanOrEqualTo(rowOfBob().receipt().delivered());
            repeat();

            assertThat(rowOfAlice().peerReceipt()).isEqualTo(new Receipt(3, 2));
            assertThat(rowOfBob().receipt()).isEqualTo(new Receipt(3, 2));
            assertThat(rowOfBob().cursor(PHONE)).hasValue(3);
            assertThat(chat.take(alice)).contains(receipt(3, 2));
            assertThat(Sent.types(chat.take(laptop))).contains("cursor");
        }
    }

    @Test
    void concurrentAcknowledgementsEndAtTheHighestValues() {
        exchange(60);
        var parallel = new VirtualThreadParallel();
        InMemoryChat busy = chat.with(parallel);
        List<Long> seqs = new ArrayList<>();
        for (long seq = 60; seq >= 1; seq--) {
            seqs.add(seq);
        }

        parallel.all(
                Calls.each(
                        seqs, n -> busy.ack(n % 2 == 0 ? phone : laptop, ALICE, n, (n + 1) / 2)));

        assertThat(rowOfAlice().peerReceipt()).isEqualTo(new Receipt(60, 30));
        assertThat(rowOfBob().receipt()).isEqualTo(new Receipt(60, 30));
        assertThat(rowOfBob().cursor(PHONE)).hasValue(60);
        assertThat(rowOfBob().cursor(LAPTOP)).hasValue(59);
        assertThat(rowOfBob().unread()).isEqualTo(30);
        assertThat(Sent.only("receipt", chat.take(alice)))
                .extracting(frame -> Sent.number(Sent.fields(frame), "delivered"))
                .contains(60L);
    }

    /// Repeats an unconfirmed acknowledgement as a client does.
    private void repeat() {
        var ack = new Acknowledgement(ALICE, 3, OptionalLong.of(2));
        var frame = new ClientFrame.Ack(Optional.of("r"), List.of(ack), List.of());
        assertThat(chat.services().acknowledge().handle(phone, frame, chat.now()))
                .containsExactly(new ServerFrame.Acked("r"));
    }

    /// Sends `count` messages of Alice and takes the pushed frames.
    private void exchange(int count) {
        for (int number = 1; number <= count; number++) {
            chat.send(alice, BOB, number, new Position.After(number - 1));
        }
        chat.take(phone);
        chat.take(laptop);
    }

    private void reset() {
        chat = new InMemoryChat(NOON);
        alice = chat.online(ALICE, PHONE, "alice-phone");
        phone = chat.online(BOB, PHONE, "bob-phone");
        laptop = chat.online(BOB, LAPTOP, "bob-laptop");
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
}
