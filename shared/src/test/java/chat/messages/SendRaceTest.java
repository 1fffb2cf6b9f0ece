package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.Sent;
import chat.inmemory.VirtualThreadParallel;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// Many concurrent senders.
final class SendRaceTest {
    private static final Position START = new Position.After(0);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller laptop = chat.online(ALICE, LAPTOP, "alice-laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");

    @Test
    void twoConcurrentSendersProduceOneLogWithoutGaps() {
        var parallel = new VirtualThreadParallel();
        InMemoryChat busy = chat.with(parallel);
        List<Supplier<ServerFrame>> sends = new ArrayList<>();
        for (int number = 1; number <= 200; number++) {
            int n = number;
            sends.add(() -> accepted(() -> busy.send(n % 2 == 0 ? phone : laptop, BOB, n, START)));
            sends.add(() -> accepted(() -> busy.send(bob, ALICE, n, START)));
        }

        List<ServerFrame> replies = parallel.all(sends);

        assertThat(log())
                .extracting(Entry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
        assertThat(Sent.isChain(log())).isTrue();
        assertThat(replies)
                .extracting(reply -> ((Accepted) reply).entry())
                .containsExactlyInAnyOrderElementsOf(log());
        assertThat(row(ALICE, BOB).lastSeq()).isEqualTo(400);
        assertThat(row(BOB, ALICE).unread()).isEqualTo(200);
        assertThat(chat.ports().gateway().frames(bob.connection())).hasSize(200);
    }

    @Test
    void concurrentSendsOfTheSameMessageProduceOneEntry() {
        var parallel = new VirtualThreadParallel();
        InMemoryChat busy = chat.with(parallel);
        List<Supplier<ServerFrame>> sends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sends.add(() -> busy.send(phone, BOB, 1, START));
            sends.add(() -> busy.send(bob, ALICE, 7, START));
        }

        List<ServerFrame> replies = parallel.all(sends);

        assertThat(log()).hasSize(2);
        assertThat(replies)
                .extracting(reply -> ((Accepted) reply).entry())
                .containsOnly(log().getFirst(), log().getLast());
    }

    /// Retries as a client does.
    private static ServerFrame accepted(Supplier<ServerFrame> send) {
        while (true) {
            ServerFrame reply = send.get();
            if (!(reply instanceof Rejected rejected) || !rejected.code().retryable()) {
                return reply;
            }
        }
    }

    private List<Entry> log() {
        return chat.ports().log().entries(CONVERSATION);
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().find(user, peer).orElseThrow();
    }
}
