package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.inmemory.Sent;
import chat.port.Samples;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// Bob's phone requests the entries it has missed.
final class SyncTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");

    @Test
    void exactlyTheMissedMessagesAreSent() {
        write(2);
        chat.ack(bob, ALICE, 2);
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);
        write(4);
        chat.ports().gateway().set(bob.connection(), Socket.OPEN);
        write(5);
        chat.take(bob);

        sync(Map.of());

        assertThat(Sent.seqs(chat.take(bob))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aCursorInTheSyncOverridesTheStoredCursor() {
        write(5);
        chat.ack(bob, ALICE, 5);
        chat.take(bob);

        sync(Map.of(ALICE, 3L));

        List<String> frames = chat.take(bob);
        assertThat(Sent.seqs(frames)).containsExactly(4L, 5L);
        assertThat(Sent.fields(frames.getFirst())).containsEntry("after", 3);
    }

    @Test
    void theAnswerHasTheRequestId() {
        sync(Map.of());

        assertThat(Sent.fields(chat.take(bob).getLast()))
                .containsEntry("type", "caughtUp")
                .containsEntry("requestId", "r2")
                .containsEntry("at", chat.now().toEpochMilli());
    }

    /// The client acknowledges eight frames and sends another sync, until nothing is left.
    @Test
    void aLongCatchUpNeedsSeveralSyncs() {
        write(1_500);
        chat.take(bob);
        List<Long> seqs = new ArrayList<>();
        int turns = 0;
        boolean more = true;

        while (more) {
            turns++;
            sync(Map.of());
            List<String> frames = chat.take(bob);
            assertThat(frames).hasSizeLessThanOrEqualTo(CatchUpPlan.FRAMES_MAX + 1);
            seqs.addAll(Sent.seqs(frames));
            more = (Boolean) Sent.field(frames.getLast(), "more");
            assertThat(Sent.fields(frames.getLast()).containsKey("at")).isEqualTo(!more);
            chat.ack(bob, ALICE, seqs.getLast());
        }

        assertThat(turns).isGreaterThan(1);
        assertThat(seqs)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_500).boxed().toList());
    }

    @Test
    void aCursorOfAConversationWithOneselfIsRejected() {
        Optional<Rejected> rejected = sync(Map.of(BOB, 0L));

        assertThat(rejected.orElseThrow().code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.orElseThrow().requestId()).contains("r2");
        assertThat(chat.take(bob)).isEmpty();
    }

    @Test
    void aCursorOfAConversationThatDoesNotExistIsIgnored() {
        assertThat(sync(Map.of(CAROL, 7L))).isEmpty();

        List<String> frames = chat.take(bob);
        assertThat(Sent.types(frames)).containsExactly("caughtUp");
        assertThat(Sent.fields(frames.getLast())).containsEntry("more", false);
    }

    @Test
    void aCursorBeyondTheLogReturnsNothing() {
        write(2);
        chat.take(bob);

        sync(Map.of(ALICE, 99L));

        assertThat(Sent.types(chat.take(bob))).containsExactly("caughtUp");
    }

    /// The socket gets no more pushes, so it is closed to make the client reconnect.
    @Test
    void aSyncOnASocketWithoutARowClosesIt() {
        chat.ports().connections().remove(BOB, bob.connection());

        assertThat(sync(Map.of())).isEmpty();

        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
    }

    @Test
    void unsentFramesAreRedelivered() {
        chat.ports().gateway().set(bob.connection(), Socket.UNKNOWN);

        assertThat(sync(Map.of())).isEmpty();

        assertThat(chat.ports().redelivery().takeAll())
                .containsExactly(new Request(BOB, bob.connection()));
    }

    @Test
    void aSyncOnAClosedSocketSendsNothing() {
        chat.ports().clock().advance(Connection.OPENING_GRACE.plusSeconds(1));
        chat.lose(bob);

        assertThat(sync(Map.of())).isEmpty();

        assertThat(chat.ports().redelivery().pending()).isEmpty();
        assertThat(chat.ports().connections().of(BOB)).isEmpty();
    }

    private Optional<Rejected> sync(Map<UserId, Long> cursors) {
        var frame = new ClientFrame.Sync(Optional.of("r2"), cursors);
        return chat.services().sync().handle(bob, frame, chat.now());
    }

    /// Sends Alice's messages up to this sequence number.
    private void write(int upTo) {
        int next = chat.ports().log().entries(Samples.CONVERSATION).size() + 1;
        for (int number = next; number <= upTo; number++) {
            chat.send(alice, BOB, number, new Position.After(number - 1));
        }
    }
}
