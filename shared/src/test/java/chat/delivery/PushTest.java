package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

final class PushTest {
    private static final Duration OLD = Connection.OPENING_GRACE.plusSeconds(1);
    private static final ServerFrame FOR_ALICE = new ServerFrame.ReadCursor(BOB, 1);
    private static final ServerFrame FOR_BOB = new ServerFrame.ReadCursor(ALICE, 2);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller laptop = chat.online(ALICE, LAPTOP, "alice-laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob");

    @Test
    void everyConnectionGetsTheFrameOfItsUser() {
        Caller carol = chat.online(CAROL, PHONE, "carol");

        push(Optional.empty());

        assertThat(chat.take(phone)).containsExactly(FrameEncoder.encode(FOR_ALICE));
        assertThat(chat.take(laptop)).containsExactly(FrameEncoder.encode(FOR_ALICE));
        assertThat(chat.take(bob)).containsExactly(FrameEncoder.encode(FOR_BOB));
        assertThat(chat.take(carol)).isEmpty();
    }

    @Test
    void theExcludedConnectionGetsNoPush() {
        push(Optional.of(phone.connection()));

        assertThat(chat.take(phone)).isEmpty();
        assertThat(chat.take(laptop)).hasSize(1);
    }

    @Test
    void severalConnectionsOfOneDeviceEachGetTheFrame() {
        Caller second = chat.online(ALICE, PHONE, "alice-phone-2");

        push(Optional.of(phone.connection()));

        assertThat(chat.take(second)).hasSize(1);
    }

    @Test
    void anExpiredConnectionGetsNoPush() {
        chat.ports().clock().set(chat.connection(bob).expiresAt());
        Caller again = chat.online(BOB, PHONE, "bob-again");

        push(Optional.empty());

        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.take(again)).hasSize(1);
    }

    @Test
    void aPushToAnOldClosedSocketRemovesOnlyItsRow() {
        chat.ports().clock().advance(OLD);
        chat.lose(phone);

        push(Optional.empty());

        assertThat(chat.ports().connections().of(ALICE))
                .extracting(Connection::id)
                .containsExactly(laptop.connection());
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aSocketThatMayStillBeOpeningKeepsItsRow() {
        chat.ports().clock().advance(OLD);
        Caller opening = chat.arrive(BOB, LAPTOP, "bob-laptop", Optional.empty());

        push(Optional.empty());

        assertThat(chat.ports().connections().find(BOB, opening.connection())).isPresent();
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    /// Without a row it would get nothing until the client replaces it.
    @Test
    void anOpenSocketThatIsReportedGoneIsClosedBeforeItsRowIsRemoved() {
        chat.catchUp(bob);
        chat.ports().gateway().set(bob.connection(), Socket.OVERLOOKED);
        var removes =
                new Hook(
                        "Connections.removeGone",
                        () ->
                                assertThat(chat.ports().gateway().socket(bob.connection()))
                                        .isEqualTo(Socket.GONE));

        chat.with(removes).services().push().to(Map.of(BOB, FOR_BOB), Optional.empty(), chat.now());

        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().connections().of(BOB)).isEmpty();
    }

    @Test
    void aSocketThatCannotBeClosedKeepsItsRowAndIsRedelivered() {
        chat.catchUp(bob);
        chat.ports().gateway().set(bob.connection(), Socket.OVERLOOKED);
        var fails =
                new Hook(
                        "Gateway.close",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN));

        chat.with(fails).services().push().to(Map.of(BOB, FOR_BOB), Optional.empty(), chat.now());

        assertThat(chat.ports().connections().of(BOB)).hasSize(1);
        assertThat(chat.ports().redelivery().pending()).hasSize(1);
    }

    @Test
    void aSocketThatWasNeverOpenIsNotClosed() {
        var faults = Faults.none();
        Caller opening = chat.arrive(BOB, LAPTOP, "bob-laptop", Optional.empty());
        chat.ports().clock().advance(OLD);

        chat.with(faults).services().push().to(Map.of(BOB, FOR_BOB), Optional.empty(), chat.now());

        assertThat(faults.calls()).doesNotContain("Gateway.close");
        assertThat(chat.ports().connections().find(BOB, opening.connection())).isEmpty();
    }

    @Test
    void aThrottledPushIsRedeliveredAndTheRowStays() {
        chat.ports().clock().advance(OLD);
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);

        push(Optional.empty());

        assertThat(chat.ports().redelivery().takeAll())
                .containsExactly(new Request(BOB, bob.connection()));
        assertThat(chat.ports().connections().of(BOB)).hasSize(1);
        assertThat(chat.take(phone)).hasSize(1);
    }

    @Test
    void connectionsAreReadAtTheStartOfThePush() {
        var connects = new Hook("Connections.of", () -> online(CAROL, "carol"));

        chat.with(connects)
                .services()
                .push()
                .to(Map.of(CAROL, FOR_ALICE), Optional.empty(), chat.now());

        assertThat(chat.ports().gateway().frames(new ConnectionId("carol"))).hasSize(1);
    }

    /// The gateway answers 410 because the socket is not open yet. The socket opens before its row
    /// would be removed.
    @Test
    void aConnectionThatOpensAfterItsPushFailedIsKept() {
        chat.lose(bob);
        chat.ports().clock().advance(OLD);
        var opens =
                Hook.after(
                        "Gateway.post",
                        () -> chat.ports().connections().opened(BOB, bob.connection(), chat.now()));

        chat.with(opens).services().push().to(Map.of(BOB, FOR_BOB), Optional.empty(), chat.now());

        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    @Test
    void aUserWithoutConnectionsIsSkipped() {
        chat.services().push().to(Map.of(CAROL, FOR_ALICE), Optional.empty(), chat.now());

        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    /// Otherwise a push with an unknown outcome would be lost silently.
    @Test
    void aFailedRedeliveryRequestFailsThePush() {
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        var faults = new Faults(3, Kind.REFUSED);

        assertThatThrownBy(
                        () ->
                                chat.with(faults)
                                        .services()
                                        .push()
                                        .to(Map.of(BOB, FOR_BOB), Optional.empty(), NOON))
                .isInstanceOf(Fault.class)
                .hasMessage("RedeliveryQueue.add");
    }

    @Test
    void aFailedPostDoesNotPreventTheOthers() {
        var faults = new Faults(3, Kind.REFUSED);

        assertThatThrownBy(
                        () ->
                                chat.with(faults)
                                        .services()
                                        .push()
                                        .to(
                                                Map.of(ALICE, FOR_ALICE, BOB, FOR_BOB),
                                                Optional.empty(),
                                                NOON))
                .isInstanceOf(Fault.class);
        assertThat(chat.take(phone).size() + chat.take(laptop).size() + chat.take(bob).size())
                .isEqualTo(2);
    }

    private void push(Optional<ConnectionId> except) {
        chat.services().push().to(Map.of(ALICE, FOR_ALICE, BOB, FOR_BOB), except, chat.now());
    }

    private void online(UserId user, String connection) {
        if (chat.ports().connections().of(user).isEmpty()) {
            chat.online(user, PHONE, connection);
        }
    }
}
