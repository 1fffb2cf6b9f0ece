package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Privacy;
import chat.domain.Profile;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame.ConversationsPage;
import chat.protocol.ServerFrame.PeerReceipt;
import chat.protocol.ServerFrame.ReadCursor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/// Hidden read receipts. Alice sends messages to Bob, who has a phone and a laptop.
final class ReadReceiptsTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller phone = chat.online(BOB, PHONE, "bob-phone");
    private final Caller laptop = chat.online(BOB, LAPTOP, "bob-laptop");

    @BeforeEach
    void aliceSendsMessages() {
        chat.send(alice, BOB, 1, new Position.After(0));
        chat.send(alice, BOB, 2, new Position.After(1));
        chat.take(alice);
        chat.take(laptop);
    }

    @Test
    void hiddenReadReceiptsStillReportDelivery() {
        show(phone, false);

        chat.ack(phone, ALICE, 2, 2);

        assertThat(chat.take(alice)).containsExactly(receipt(BOB, 2, 0));
        assertThat(row(ALICE, BOB).peerReceipt()).isEqualTo(new Receipt(2, 0));
    }

    /// A stream record may be minutes old.
    @Test
    void hidingBeforeTheFirstCatchUpRemovesOthersReadReceiptsFromIt() {
        chat.ack(phone, ALICE, 2, 2);
        Caller tablet =
                chat.arrive(ALICE, new DeviceId("tablet"), "alice-tablet", Optional.empty());
        Connection record = chat.connection(tablet);
        show(alice, false);
        chat.ports().gateway().set(tablet.connection(), Socket.OPEN);

        chat.services().deliver().to(record, chat.now().plusSeconds(9));

        assertThat(chat.take(tablet).getLast())
                .contains("\"peerDelivered\":2")
                .contains("\"peerRead\":0");
    }

    @Test
    void theUsersOwnDevicesStayInSync() {
        show(phone, false);

        chat.ack(phone, ALICE, 2, 2);

        assertThat(chat.take(laptop))
                .containsExactly(FrameEncoder.encode(new ReadCursor(ALICE, 2)));
        assertThat(row(BOB, ALICE).receipt()).isEqualTo(new Receipt(2, 2));
        assertThat(row(BOB, ALICE).unread()).isZero();
    }

    @Test
    void hidingAlsoHidesTheReadReceiptsOfOthers() {
        show(alice, false);

        chat.ack(phone, ALICE, 2, 2);

        assertThat(chat.take(alice)).containsExactly(receipt(BOB, 2, 0));
        assertThat(caughtUp(alice)).contains("\"peerDelivered\":2,\"peerRead\":0");
        assertThat(listed(alice).peerReceipt()).isEqualTo(new Receipt(2, 0));
    }

    @Test
    void aLaterConnectionGetsNoReadReceiptsEither() {
        show(alice, false);
        Caller other = chat.online(ALICE, LAPTOP, "alice-laptop");
        chat.ack(phone, ALICE, 2, 2);

        assertThat(caughtUp(other)).contains("\"peerDelivered\":2,\"peerRead\":0");
    }

    /// The user is read before the change, and the row is written after it.
    @Test
    void aConcurrentConnectionGetsNoReadReceiptsEither() {
        var changing = chat.with(new Hook("Connections.add", () -> show(alice, false)));

        Caller other = changing.online(ALICE, LAPTOP, "alice-laptop");

        assertThat(chat.connection(other).readReceipts()).isFalse();
    }

    /// The connection is added after the change has read the connections.
    @Test
    void aConnectionAddedDuringTheChangeHidesReadReceipts() {
        var other = new Caller[1];
        var connecting =
                chat.with(
                        Hook.after(
                                "Connections.of",
                                () -> other[0] = chat.online(BOB, new DeviceId("new"), "bob-new")));

        show(connecting, phone, false);

        assertThat(chat.connection(other[0]).readReceipts()).isFalse();
    }

    /// The other device changes the setting after this change was written to the connections.
    @Test
    void aSecondChangeDuringTheFirstReachesAllConnections() {
        int[] calls = {0};
        var crossing =
                chat.with(
                        Hook.after(
                                "Connections.showReadReceipts",
                                () -> {
                                    if (calls[0]++ == 0) {
                                        show(laptop, true);
                                    }
                                }));

        show(crossing, phone, false);

        assertThat(chat.connection(phone).readReceipts()).isTrue();
        assertThat(chat.connection(laptop).readReceipts()).isTrue();
    }

    /// Two devices change the setting concurrently, and their writes to the connections are
    /// reordered.
    @Test
    void allConnectionsHaveTheStoredSettingAfterTwoConcurrentChanges() {
        var crossing = chat.with(new Hook("Connections.of", () -> show(laptop, true)));

        show(crossing, phone, false);

        assertThat(chat.ports().users().find(BOB).orElseThrow().privacy().readReceipts()).isTrue();
        assertThat(chat.connection(phone).readReceipts()).isTrue();
        assertThat(chat.connection(laptop).readReceipts()).isTrue();
    }

    @Test
    void theNextAckAfterShowingReadReceiptsReportsEverythingRead() {
        show(phone, false);
        chat.ack(phone, ALICE, 2, 2);
        show(phone, true);
        chat.take(alice);

        chat.ack(phone, ALICE, 2, 2);

        assertThat(chat.take(alice)).containsExactly(receipt(BOB, 2, 2));
    }

    @Test
    void earlierReadReceiptsAreNotWithdrawn() {
        chat.ack(phone, ALICE, 2, 1);
        show(phone, false);

        chat.ack(phone, ALICE, 2, 2);

        assertThat(row(ALICE, BOB).peerReceipt()).isEqualTo(new Receipt(2, 1));
    }

    private void show(Caller caller, boolean shown) {
        show(chat, caller, shown);
    }

    private static void show(InMemoryChat chat, Caller caller, boolean shown) {
        var privacy = new Privacy.Change(Optional.empty(), Optional.empty(), Optional.of(shown));
        var change = new Profile.Change(Optional.empty(), privacy);
        chat.services()
                .userProfiles()
                .handle(caller, new ClientFrame.Profile.Set(Optional.empty(), change), chat.now());
    }

    private String caughtUp(Caller caller) {
        chat.take(caller);
        chat.catchUp(caller);
        return chat.take(caller).getLast();
    }

    private ConversationRow listed(Caller caller) {
        var frame = new ClientFrame.Conversations(Optional.empty(), 10, Optional.empty());
        return ((ConversationsPage) chat.services().listConversations().handle(caller, frame))
                .rows()
                .getFirst();
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().row(user, peer);
    }

    private String receipt(UserId peer, long delivered, long read) {
        return FrameEncoder.encode(new PeerReceipt(peer, new Receipt(delivered, read), chat.now()));
    }
}
