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
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.Sent;
import chat.protocol.ClientFrame.Position;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Redelivery: a connection that may have missed frames is caught up until nothing is left.
final class RedeliverTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice");

    @Test
    void anUnopenedSocketIsRemovedAfterItsOpeningGrace() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());

        int attempt = 1;
        while (handle(bob, attempt) == Outcome.UNFINISHED) {
            chat.ports().clock().advance(chat.services().redeliver().waitAfter(attempt++));
        }

        assertThat(attempt).isLessThan(Redeliver.CATCH_UPS_MAX);
        assertThat(chat.now()).isBefore(NOON.plus(Connection.OPENING_GRACE.multipliedBy(2)));
        assertThat(chat.ports().connections().of(BOB)).isEmpty();
    }

    @Test
    void aThrottledSocketIsCaughtUpOnceItAcceptsFrames() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        chat.send(alice, BOB, 1, new Position.After(0));
        assertThat(chat.ports().redelivery().takeAll()).hasSize(1);

        assertThat(handle(bob, 1)).isEqualTo(Outcome.UNFINISHED);
        chat.ports().gateway().set(bob.connection(), Socket.OPEN);
        assertThat(handle(bob, 2)).isEqualTo(Outcome.SENT);

        assertThat(Sent.seqs(chat.take(bob))).containsExactly(1L);
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aSocketThatWasSeenOpenIsNotProbedAgain() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        handle(bob, 1);
        var faults = Faults.none();

        chat.with(faults)
                .services()
                .redeliver()
                .handle(BOB, bob.connection(), 1, chat.now().plusSeconds(1));

        assertThat(faults.calls())
                .contains("Gateway.post")
                .doesNotContain("Gateway.probe", "Connections.opened");
    }

    @Test
    void aSocketThatAcceptsNothingIsClosedAfterTheMaximumNumberOfCatchUps() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        for (int attempt = 1; attempt <= Redeliver.CATCH_UPS_MAX + 2; attempt++) {
            assertThat(handle(bob, attempt)).isEqualTo(Outcome.UNFINISHED);
        }
        chat.ports().gateway().set(bob.connection(), Socket.OPEN);

        assertThat(handle(bob, Redeliver.CATCH_UPS_MAX + 3)).isEqualTo(Outcome.GONE);

        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().connections().of(BOB)).isEmpty();
        assertThat(chat.take(bob)).isEmpty();
    }

    @Test
    void waitsDoubleUpToAMinuteWithUpToHalfAsJitter() {
        assertThat(Redeliver.waitAfter(1, 1)).isEqualTo(Duration.ofSeconds(3));
        assertThat(Redeliver.waitAfter(2, 1)).isEqualTo(Duration.ofSeconds(6));
        assertThat(Redeliver.waitAfter(2, 0.5)).isEqualTo(Duration.ofMillis(4_500));
        assertThat(Redeliver.waitAfter(2, 0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(Redeliver.waitAfter(6, 1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Redeliver.waitAfter(1_000, 1)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aThrottledSocketIsDroppedWhenItsLeaseEnds() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        chat.ports().clock().set(chat.connection(bob).expiresAt());

        assertThat(handle(bob, 1)).isEqualTo(Outcome.GONE);
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aQueuedConnectionThatHasClosedIsSkipped() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().connections().remove(BOB, bob.connection());

        assertThat(handle(bob, 1)).isEqualTo(Outcome.GONE);
        assertThat(chat.take(bob)).isEmpty();
    }

    private Outcome handle(Caller caller, int attempt) {
        Instant soon = chat.now().plusMillis(500);
        return chat.services()
                .redeliver()
                .handle(caller.user(), caller.connection(), attempt, soon);
    }
}
