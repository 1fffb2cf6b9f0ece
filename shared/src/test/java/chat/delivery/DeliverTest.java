package chat.delivery;

import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUp.Outcome;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.inmemory.Sent;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The catch-up of new connections from the stream.
final class DeliverTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);

    @Test
    void aNewConnectionIsCaughtUpFromTheStream() {
        List<Connection> stream = new ArrayList<>();
        chat.ports().connections().onInsert(stream::add);
        Caller bob = chat.online(BOB, PHONE, "bob");

        assertThat(chat.services().deliver().to(stream.getFirst(), soon())).isEqualTo(Outcome.SENT);

        assertThat(Sent.types(chat.take(bob))).containsExactly("caughtUp");
        assertThat(chat.ports().redelivery().pending()).isEmpty();
    }

    @Test
    void anUnopenedSocketIsQueued() {
        Caller bob = chat.arrive(BOB, PHONE, "bob", Optional.empty());

        assertThat(chat.services().deliver().to(chat.connection(bob), soon()))
                .isEqualTo(Outcome.UNFINISHED);

        assertThat(chat.ports().redelivery().takeAll())
                .containsExactly(new Request(BOB, bob.connection()));
    }

    private Instant soon() {
        return chat.now().plusMillis(500);
    }
}
