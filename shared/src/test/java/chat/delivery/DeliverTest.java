package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.Drain.Outcome;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.inmemory.Sent;
import chat.protocol.ClientFrame.Position;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stream tells of a new connection, the queue of one that may have missed something.
final class DeliverTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice");

    @Test
    void aConnectionThatOpensIsDrainedFromTheStream() {
        List<Connection> stream = new ArrayList<>();
        chat.ports().connections().onInsert(stream::add);
        Caller bob = chat.online(BOB, PHONE, "bob");

        assertThat(chat.services().deliver().to(stream.getFirst(), soon())).isEqualTo(Outcome.SENT);

        assertThat(Sent.types(chat.take(bob))).containsExactly("caughtUp");
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aSocketThatStaysClosedGoesRoundTheQueueUntilItIsNoLongerYoung() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());
        assertThat(chat.services().deliver().to(chat.connection(bob), soon()))
                .isEqualTo(Outcome.UNFINISHED);

        Outcome outcome = Outcome.UNFINISHED;
        while (outcome == Outcome.UNFINISHED) {
            assertThat(chat.ports().redelivery().takeAll())
                    .containsExactly(new Request(BOB, bob.connection()));
            chat.ports().clock().advance(Duration.ofSeconds(3));
            outcome = chat.services().deliver().again(BOB, bob.connection(), soon());
        }

        assertThat(outcome).isEqualTo(Outcome.GONE);
        assertThat(chat.now()).isBefore(NOON.plus(Connection.YOUTH).plusSeconds(5));
        assertThat(chat.ports().connections().of(BOB)).isEmpty();
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aThrottledSocketGoesRoundTheQueueUntilItTakesItsFrames() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        chat.send(alice, BOB, 1, new Position.After(0));
        assertThat(chat.ports().redelivery().takeAll()).hasSize(1);

        assertThat(chat.services().deliver().again(BOB, bob.connection(), soon()))
                .isEqualTo(Outcome.UNFINISHED);
        assertThat(chat.ports().redelivery().takeAll()).hasSize(1);
        chat.ports().gateway().set(bob.connection(), Socket.OPEN);
        assertThat(chat.services().deliver().again(BOB, bob.connection(), soon()))
                .isEqualTo(Outcome.SENT);

        assertThat(Sent.seqs(chat.take(bob))).containsExactly(1L);
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aThrottledSocketIsGivenUpWhenItsLeaseEnds() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        chat.ports().clock().set(chat.connection(bob).expiresAt());

        assertThat(chat.services().deliver().again(BOB, bob.connection(), soon()))
                .isEqualTo(Outcome.GONE);
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aConnectionThatClosedMeanwhileNeedsNothing() {
        Caller bob = chat.online(BOB, PHONE, "bob");
        chat.ports().connections().remove(BOB, bob.connection());

        assertThat(chat.services().deliver().again(BOB, bob.connection(), soon()))
                .isEqualTo(Outcome.GONE);
        assertThat(chat.take(bob)).isEmpty();
    }

    private Instant soon() {
        return chat.now().plusMillis(500);
    }
}
