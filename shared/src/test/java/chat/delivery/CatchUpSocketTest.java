package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUp.Outcome;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.inmemory.Faults;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.Sent;
import chat.protocol.ClientFrame.Position;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a catch-up may begin, and how it handles a socket that does not accept its frames.
final class CatchUpSocketTest {
    private static final Duration OLD = Connection.OPENING_GRACE.plusSeconds(1);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller former = chat.online(BOB, PHONE, "bob-before");

    @Test
    void rowsAreReadOnlyAfterTheSocketIsOpen() {
        Caller bob = reconnectAfter(1);
        var faults = Faults.none();

        chat.with(faults).catchUp(bob);

        assertThat(faults.calls())
                .containsExactly(
                        "Gateway.probe",
                        "Connections.opened",
                        "ConversationList.activeSince",
                        "ConversationList.find",
                        "ConversationList.find",
                        "MessageLog.after",
                        "Gateway.post",
                        "Gateway.post");
    }

    /// The push of a message sent while the socket opens returns 410; the catch-up sends the
    /// message.
    @Test
    void aMessageSentWhileTheSocketOpensIsNotLost() {
        chat.lose(former);
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        var sendAndOpen =
                new Hook(
                        "Gateway.probe",
                        () -> {
                            chat.send(alice, BOB, 1, new Position.After(0));
                            chat.ports().gateway().set(bob.connection(), Socket.OPEN);
                        });

        assertThat(chat.with(sendAndOpen).catchUp(bob)).isEqualTo(Outcome.SENT);

        assertThat(Sent.seqs(chat.take(bob))).containsExactly(1L);
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    @Test
    void aMessageSentBetweenProbeAndReadIsNotLost() {
        Caller bob = reconnectAfter(1);
        var send =
                new Hook(
                        "ConversationList.activeSince",
                        () -> chat.send(alice, BOB, 2, new Position.After(1)));

        chat.with(send).catchUp(bob);

        List<String> frames = chat.take(bob);
        assertThat(Sent.seqs(frames)).contains(1L, 2L);
        assertThat(Sent.types(frames)).containsExactly("messages", "messages", "caughtUp");
    }

    /// The catch-up misses it, so its push must find the connection.
    @Test
    void aMessageSentAfterTheLogWasReadIsPushed() {
        Caller bob = reconnectAfter(1);
        var send =
                Hook.after(
                        "MessageLog.after", () -> chat.send(alice, BOB, 2, new Position.After(1)));

        chat.with(send).catchUp(bob);

        assertThat(Sent.seqs(chat.take(bob))).contains(1L, 2L);
    }

    @Test
    void theTimeOfTheFirstSuccessfulProbeIsStored() {
        Caller bob = reconnectAfter(1);
        chat.ports().clock().advance(Duration.ofSeconds(1));
        Instant first = chat.now();

        chat.catchUp(bob);
        chat.ports().clock().advance(Duration.ofSeconds(1));
        chat.catchUp(bob);

        assertThat(chat.connection(bob).openAt()).contains(first);
    }

    @Test
    void aSocketThatIsStillOpeningIsProbedAgain() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        int[] looks = {0};
        var openLater =
                new Hook(
                        "Gateway.probe",
                        () -> {
                            if (++looks[0] == 3) {
                                chat.ports().gateway().set(bob.connection(), Socket.OPEN);
                            }
                        });

        assertThat(chat.with(openLater).catchUp(bob)).isEqualTo(Outcome.SENT);
        assertThat(looks[0]).isEqualTo(3);
        assertThat(Sent.types(chat.take(bob))).containsExactly("caughtUp");
    }

    @Test
    void aSocketThatDoesNotOpenInTimeLeavesTheCatchUpUnfinished() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        Instant deadline = chat.now().plusMillis(500);

        Outcome outcome = chat.services().catchUp().whenOpen(chat.connection(bob), deadline);

        assertThat(outcome).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.now()).isBetween(deadline, deadline.plusMillis(100));
        assertThat(chat.connection(bob).openAt()).isEmpty();
        assertThat(chat.ports().conversations().all(BOB)).isEmpty();
    }

    @Test
    void anOldClosedSocketLosesOnlyItsOwnRow() {
        Caller bob = reconnectAfter(1);
        chat.lose(bob);
        Connection lost = chat.connection(bob);
        chat.ports().clock().advance(OLD);
        Caller other = chat.arrive(BOB, PHONE, "bob-again", Optional.empty());

        assertThat(chat.services().catchUp().whenOpen(lost, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.GONE);

        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
        assertThat(chat.ports().connections().find(BOB, other.connection())).isPresent();
    }

    /// To a function whose clock is ahead, a connection looks old before its socket is open.
    @Test
    void aSocketThatOpensDuringItsRemovalIsCaughtUp() {
        Caller bob = reconnectAfter(1);
        chat.lose(bob);
        Connection opening = chat.connection(bob);
        chat.ports().clock().advance(OLD);
        var opensMeanwhile =
                new Hook(
                        "Connections.removeGone",
                        () -> {
                            chat.ports().gateway().set(bob.connection(), Socket.OPEN);
                            chat.ports().connections().opened(BOB, bob.connection(), NOON);
                        });

        Outcome outcome =
                chat.with(opensMeanwhile)
                        .services()
                        .catchUp()
                        .whenOpen(opening, chat.now().plusSeconds(9));

        assertThat(outcome).isEqualTo(Outcome.SENT);
        assertThat(Sent.types(chat.take(bob))).containsExactly("messages", "caughtUp");
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    /// It gets no pushes, so a `caughtUp` would make the client wait forever.
    @Test
    void anOpenSocketWithoutARowIsClosed() {
        Caller bob = reconnectAfter(1);
        Connection inserted = chat.connection(bob);
        chat.ports().connections().remove(BOB, bob.connection());

        assertThat(chat.services().catchUp().whenOpen(inserted, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.GONE);

        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void anOpenSocketWithoutARowThatCannotBeClosedIsRetried() {
        Caller bob = reconnectAfter(1);
        Connection inserted = chat.connection(bob);
        chat.ports().connections().remove(BOB, bob.connection());
        var fails =
                new Hook(
                        "Gateway.close",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN));

        assertThat(
                        chat.with(fails)
                                .services()
                                .catchUp()
                                .whenOpen(inserted, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.UNFINISHED);
    }

    @Test
    void anOpenSocketThatIsReportedGoneIsClosed() {
        Caller bob = reconnectAfter(1);
        chat.catchUp(bob);
        chat.ports().gateway().set(bob.connection(), Socket.OVERLOOKED);

        assertThat(chat.catchUp(bob)).isEqualTo(Outcome.GONE);

        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
    }

    @Test
    void anOpenSocketThatIsReportedGoneDuringACatchUpIsClosed() {
        Caller bob = reconnectAfter(1);
        var overlooks =
                new Hook(
                        "MessageLog.after",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.OVERLOOKED));

        assertThat(chat.with(overlooks).catchUp(bob)).isEqualTo(Outcome.GONE);

        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
    }

    @Test
    void anExpiredConnectionIsNotCaughtUp() {
        Caller bob = reconnectAfter(1);
        Connection stale = chat.connection(bob);
        chat.ports().clock().set(stale.expiresAt());

        assertThat(chat.services().catchUp().whenOpen(stale, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.GONE);

        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
    }

    /// Waiting in the queue is free, waiting in a function is billed.
    @Test
    void theWaitForASocketIsAtMostHalfASecond() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        Instant giveUp = chat.now().plus(CatchUp.OPENING);

        Outcome outcome =
                chat.services()
                        .catchUp()
                        .whenOpen(chat.connection(bob), chat.now().plusSeconds(10));

        assertThat(outcome).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.now()).isBetween(giveUp, giveUp.plusMillis(100));
    }

    @Test
    void aGatewayThatDoesNotRespondLeavesTheCatchUpUnfinished() {
        Caller bob = reconnectAfter(1);
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);

        assertThat(chat.catchUp(bob)).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.connection(bob).openAt()).isEmpty();
    }

    @Test
    void caughtUpIsSentOnlyAfterEveryOtherFrameWasAccepted() {
        Caller bob = reconnectAfter(1);
        var breaks =
                new Hook(
                        "MessageLog.after",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN));

        assertThat(chat.with(breaks).catchUp(bob)).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    /// Even a new row is removed, because the socket was open before.
    @Test
    void aSocketThatClosesDuringTheCatchUpLosesItsRow() {
        Caller bob = reconnectAfter(1);
        var closes = new Hook("MessageLog.after", () -> chat.lose(bob));

        assertThat(chat.with(closes).catchUp(bob)).isEqualTo(Outcome.GONE);
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
    }

    @Test
    void aCatchUpThatTakesTooLongStopsUnfinished() {
        Caller bob = reconnectAfter(500);
        var slow =
                new Hook("Gateway.post", () -> chat.ports().clock().advance(Duration.ofSeconds(6)));

        assertThat(chat.with(slow).catchUp(bob)).isEqualTo(Outcome.UNFINISHED);

        assertThat(Sent.types(chat.take(bob))).containsExactly("messages", "messages");
    }

    /// Reconnects Bob's phone, known since noon, after `count` missed messages.
    private Caller reconnectAfter(int count) {
        chat.lose(former);
        for (int number = 1; number <= count; number++) {
            chat.send(alice, BOB, number, new Position.After(number - 1));
        }
        chat.ports().connections().remove(BOB, former.connection());
        return chat.online(BOB, PHONE, "bob", Optional.of(NOON));
    }
}
