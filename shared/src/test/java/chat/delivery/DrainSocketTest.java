package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.Drain.Outcome;
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

/// When a drain may begin, and what it does where the socket does not take its frames.
final class DrainSocketTest {
    private static final Duration OLD = Connection.YOUTH.plusSeconds(1);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller former = chat.online(BOB, PHONE, "bob-before");

    @Test
    void rowsAreReadOnlyOnceTheSocketIsOpen() {
        Caller bob = comeBackAfter(1);
        var faults = Faults.none();

        chat.with(faults).drain(bob);

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

    /// Sent while the socket opens: its push meets 410, and the drain finds it.
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

        assertThat(chat.with(sendAndOpen).drain(bob)).isEqualTo(Outcome.SENT);

        assertThat(Sent.seqs(chat.take(bob))).containsExactly(1L);
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    @Test
    void aMessageSentBetweenLookAndReadIsNotLost() {
        Caller bob = comeBackAfter(1);
        var send =
                new Hook(
                        "ConversationList.activeSince",
                        () -> chat.send(alice, BOB, 2, new Position.After(1)));

        chat.with(send).drain(bob);

        List<String> frames = chat.take(bob);
        assertThat(Sent.seqs(frames)).contains(1L, 2L);
        assertThat(Sent.types(frames)).containsExactly("messages", "messages", "caughtUp");
    }

    /// The catch-up misses it, so its push must find the connection.
    @Test
    void aMessageSentAfterTheLogWasReadIsPushed() {
        Caller bob = comeBackAfter(1);
        var send =
                Hook.after(
                        "MessageLog.after", () -> chat.send(alice, BOB, 2, new Position.After(1)));

        chat.with(send).drain(bob);

        assertThat(Sent.seqs(chat.take(bob))).contains(1L, 2L);
    }

    @Test
    void theFirstLookThatFindsTheSocketOpenIsNoted() {
        Caller bob = comeBackAfter(1);
        chat.ports().clock().advance(Duration.ofSeconds(1));
        Instant first = chat.now();

        chat.drain(bob);
        chat.ports().clock().advance(Duration.ofSeconds(1));
        chat.drain(bob);

        assertThat(chat.connection(bob).openAt()).contains(first);
    }

    @Test
    void aSocketThatIsStillOpeningIsLookedAtAgain() {
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

        assertThat(chat.with(openLater).drain(bob)).isEqualTo(Outcome.SENT);
        assertThat(looks[0]).isEqualTo(3);
        assertThat(Sent.types(chat.take(bob))).containsExactly("caughtUp");
    }

    @Test
    void aSocketThatDoesNotOpenInTimeIsLeftForLater() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        Instant deadline = chat.now().plusMillis(500);

        Outcome outcome = chat.services().drain().whenOpen(chat.connection(bob), deadline);

        assertThat(outcome).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.now()).isBetween(deadline, deadline.plusMillis(100));
        assertThat(chat.connection(bob).openAt()).isEmpty();
        assertThat(chat.ports().conversations().all(BOB)).isEmpty();
    }

    @Test
    void aSocketThatIsGoneForLongLosesExactlyItsRow() {
        Caller bob = comeBackAfter(1);
        chat.lose(bob);
        Connection lost = chat.connection(bob);
        chat.ports().clock().advance(OLD);
        Caller other = chat.arrive(BOB, PHONE, "bob-again", Optional.empty());

        assertThat(chat.services().drain().whenOpen(lost, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.GONE);

        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
        assertThat(chat.ports().connections().find(BOB, other.connection())).isPresent();
    }

    /// By a clock that is ahead a connection looks old before its socket is open.
    @Test
    void aSocketThatOpensWhileItIsTakenForGoneIsDrained() {
        Caller bob = comeBackAfter(1);
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
                        .drain()
                        .whenOpen(opening, chat.now().plusSeconds(9));

        assertThat(outcome).isEqualTo(Outcome.SENT);
        assertThat(Sent.types(chat.take(bob))).containsExactly("messages", "caughtUp");
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    /// Nothing is pushed to it: were it told that it is caught up, it would wait for ever.
    @Test
    void anOpenSocketWhoseRowIsGoneIsClosed() {
        Caller bob = comeBackAfter(1);
        Connection inserted = chat.connection(bob);
        chat.ports().connections().remove(BOB, bob.connection());

        assertThat(chat.services().drain().whenOpen(inserted, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.GONE);

        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void anOpenSocketWhoseRowIsGoneIsLeftForLaterIfItCannotBeClosed() {
        Caller bob = comeBackAfter(1);
        Connection inserted = chat.connection(bob);
        chat.ports().connections().remove(BOB, bob.connection());
        var fails =
                new Hook(
                        "Gateway.close",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN));

        assertThat(
                        chat.with(fails)
                                .services()
                                .drain()
                                .whenOpen(inserted, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.UNFINISHED);
    }

    @Test
    void anOpenSocketThatTheGatewayDoesNotFindIsClosed() {
        Caller bob = comeBackAfter(1);
        chat.drain(bob);
        chat.ports().gateway().set(bob.connection(), Socket.OVERLOOKED);

        assertThat(chat.drain(bob)).isEqualTo(Outcome.GONE);

        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
    }

    @Test
    void anOpenSocketThatIsNotFoundInTheMiddleOfADrainIsClosed() {
        Caller bob = comeBackAfter(1);
        var overlooks =
                new Hook(
                        "MessageLog.after",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.OVERLOOKED));

        assertThat(chat.with(overlooks).drain(bob)).isEqualTo(Outcome.GONE);

        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
    }

    @Test
    void aLeaseThatEndedIsNotDrained() {
        Caller bob = comeBackAfter(1);
        Connection stale = chat.connection(bob);
        chat.ports().clock().set(stale.expiresAt());

        assertThat(chat.services().drain().whenOpen(stale, chat.now().plusSeconds(9)))
                .isEqualTo(Outcome.GONE);

        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
    }

    /// The queue's delay waits better than a function that is paid for waiting.
    @Test
    void aSocketIsNotWaitedForLongerThanHalfASecondHoweverLateTheDeadline() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        Instant giveUp = chat.now().plus(Drain.OPENING);

        Outcome outcome =
                chat.services().drain().whenOpen(chat.connection(bob), chat.now().plusSeconds(10));

        assertThat(outcome).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.now()).isBetween(giveUp, giveUp.plusMillis(100));
    }

    @Test
    void aGatewayThatDoesNotAnswerLeavesTheDrainForLater() {
        Caller bob = comeBackAfter(1);
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);

        assertThat(chat.drain(bob)).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.connection(bob).openAt()).isEmpty();
    }

    @Test
    void caughtUpIsSentOnlyIfEveryFrameBeforeItWasTaken() {
        Caller bob = comeBackAfter(1);
        var breaks =
                new Hook(
                        "MessageLog.after",
                        () -> chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN));

        assertThat(chat.with(breaks).drain(bob)).isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isPresent();
    }

    /// However young: it was open.
    @Test
    void aSocketThatClosesInTheMiddleLosesItsRow() {
        Caller bob = comeBackAfter(1);
        var closes = new Hook("MessageLog.after", () -> chat.lose(bob));

        assertThat(chat.with(closes).drain(bob)).isEqualTo(Outcome.GONE);
        assertThat(chat.ports().connections().find(BOB, bob.connection())).isEmpty();
    }

    @Test
    void aDrainThatTakesTooLongStopsUnfinished() {
        Caller bob = comeBackAfter(500);
        var slow =
                new Hook("Gateway.post", () -> chat.ports().clock().advance(Duration.ofSeconds(6)));

        assertThat(chat.with(slow).drain(bob)).isEqualTo(Outcome.UNFINISHED);

        assertThat(Sent.types(chat.take(bob))).containsExactly("messages", "messages");
    }

    /// Bob's phone, known since noon, back after `count` messages that it missed.
    private Caller comeBackAfter(int count) {
        chat.lose(former);
        for (int number = 1; number <= count; number++) {
            chat.send(alice, BOB, number, new Position.After(number - 1));
        }
        chat.ports().connections().remove(BOB, former.connection());
        return chat.online(BOB, PHONE, "bob", Optional.of(NOON));
    }
}
