package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

final class SendMessageTest {
    private static final Position START = new Position.After(0);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller laptop = chat.online(ALICE, LAPTOP, "alice-laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");

    @Test
    void aMessageIsLoggedIndexedPushedAndAccepted() {
        ServerFrame reply = chat.send(phone, BOB, 1, START);

        Entry entry = log().getFirst();
        assertThat(reply).isEqualTo(new Accepted(Optional.of("r1"), BOB, entry));
        assertThat(log()).hasSize(1);
        assertThat(entry.from()).isEqualTo(ALICE);
        assertThat(entry.sentAt()).isEqualTo(NOON);
        assertThat(row(ALICE, BOB).lastMessage()).contains(Preview.of(entry));
        assertThat(row(BOB, ALICE).lastMessage()).contains(Preview.of(entry));
        assertThat(row(BOB, ALICE).unread()).isEqualTo(1);
        assertThat(row(ALICE, BOB).unread()).isZero();
        assertThat(chat.take(bob)).containsExactly(pushed(ALICE, entry));
        assertThat(chat.take(laptop)).containsExactly(pushed(BOB, entry));
        assertThat(chat.take(phone)).isEmpty();
    }

    @Test
    void sendingChangesNoDeliveredReceipt() {
        chat.send(phone, BOB, 1, START);

        assertThat(row(BOB, ALICE).receipt().delivered()).isZero();
        assertThat(row(ALICE, BOB).peerReceipt().delivered()).isZero();
        assertThat(row(BOB, ALICE).cursors()).isEmpty();
    }

    @Test
    void theSendersCursorAdvancesIfTheDeviceHeldThePreviousEntry() {
        chat.send(phone, BOB, 1, START);
        chat.send(phone, BOB, 2, new Position.After(1));
        assertThat(row(ALICE, BOB).cursor(PHONE)).hasValue(2);
        assertThat(row(ALICE, BOB).cursor(LAPTOP)).isEmpty();

        chat.send(bob, ALICE, 1, new Position.After(0));
        chat.send(phone, BOB, 3, new Position.After(2));

        assertThat(row(ALICE, BOB).cursor(PHONE)).hasValue(2);
        assertThat(row(ALICE, BOB).lastSeq()).isEqualTo(4);
    }

    /// A client that lost its store sends an `after` below its former cursor.
    @Test
    void theSendersCursorStaysIfTheDeviceDoesNotClaimThePreviousEntry() {
        chat.send(phone, BOB, 1, START);
        chat.send(phone, BOB, 2, new Position.After(0));
        chat.send(laptop, BOB, 3, new Position.Unknown());

        assertThat(row(ALICE, BOB).cursor(PHONE)).hasValue(1);
        assertThat(row(ALICE, BOB).cursor(LAPTOP)).isEmpty();
        assertThat(row(ALICE, BOB).lastSeq()).isEqualTo(3);
    }

    @Test
    void aRejectionNamesRequestConversationAndMessage() {
        Rejected rejected = rejection(chat.send(phone, CAROL, 1, START));

        assertThat(rejected.requestId()).contains("r1");
        assertThat(rejected.peer()).contains(CAROL);
        assertThat(rejected.clientMessageId()).isPresent();
    }

    @Test
    void aMessageToAnUnknownUserIsRejected() {
        Rejected rejected = rejection(chat.send(phone, CAROL, 1, START));

        assertThat(rejected.code()).isEqualTo(ErrorCode.UNKNOWN_USER);
        assertThat(chat.ports().conversations().all(ALICE)).isEmpty();
        assertThat(chat.ports().conversations().all(CAROL)).isEmpty();
    }

    @Test
    void aMessageToOneselfIsRejected() {
        Rejected rejected = rejection(chat.send(phone, ALICE, 1, START));

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith("to ");
        assertThat(chat.ports().conversations().all(ALICE)).isEmpty();
    }

    @Test
    void aMessageFromABlockedUserIsRejected() {
        chat.ports().conversations().change(BOB, ALICE, Map.of(Setting.BLOCKED, true), NOON);

        Rejected rejected = rejection(chat.send(phone, BOB, 1, START));

        assertThat(rejected.code()).isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        assertThat(log()).isEmpty();
        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.send(bob, ALICE, 1, START)).isInstanceOf(Accepted.class);
    }

    @Test
    void aDisabledUserStillReceivesMessages() {
        chat.ports().users().enable(BOB, false);

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
    }

    @Test
    void timeNeverDecreasesInALog() {
        chat.send(phone, BOB, 1, START);
        chat.ports().clock().set(NOON.minusSeconds(90));

        chat.send(bob, ALICE, 2, new Position.After(1));

        assertThat(log()).extracting(Entry::sentAt).containsExactly(NOON, NOON);
    }

    @Test
    void aClosedOrThrottledSocketDoesNotFailASend() {
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        chat.lose(laptop);

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
        assertThat(chat.ports().redelivery().pending()).hasSize(1);
    }

    @Test
    void aSenderWithoutAConnectionRowCanStillSend() {
        chat.ports().connections().remove(ALICE, phone.connection());

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
    }

    private List<Entry> log() {
        return chat.ports().log().entries(CONVERSATION);
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().find(user, peer).orElseThrow();
    }

    private static String pushed(UserId peer, Entry entry) {
        return FrameEncoder.encode(
                new ServerFrame.Messages(peer, OptionalLong.empty(), List.of(entry)));
    }

    private static Rejected rejection(ServerFrame reply) {
        assertThat(reply).isInstanceOf(Rejected.class);
        return (Rejected) reply;
    }
}
