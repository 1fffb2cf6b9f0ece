package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUp.Outcome;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.UserId;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.Sent;
import chat.port.Samples;
import chat.protocol.ClientFrame.Position;
import chat.protocol.FrameSize;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Alice has sent messages, and Bob's phone reconnects.
final class CatchUpTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller former = chat.online(BOB, PHONE, "bob-before");

    @Test
    void missedMessagesArriveInOrderBeforeCaughtUp() {
        Caller bob = reconnectAfter(3);

        assertThat(chat.catchUp(bob)).isEqualTo(Outcome.SENT);

        List<String> frames = chat.take(bob);
        assertThat(Sent.types(frames)).containsExactly("messages", "caughtUp");
        assertThat(Sent.seqs(frames)).containsExactly(1L, 2L, 3L);
        assertThat(Sent.fields(frames.getFirst())).containsEntry("after", 0);
        assertThat(Sent.fields(frames.getLast()))
                .containsEntry("at", chat.now().toEpochMilli())
                .containsEntry("more", false)
                .doesNotContainKey("requestId");
    }

    @Test
    void caughtUpHasTheStateOfEachRow() {
        Caller bob = reconnectAfter(3);
        chat.ack(bob, ALICE, 2, 1);
        chat.send(bob, ALICE, 9, new Position.After(3));
        chat.ack(alice, BOB, 4, 4);
        chat.take(bob);

        chat.catchUp(bob);

        assertThat(Sent.objects(chat.take(bob).getLast(), "conversations"))
                .containsExactly(
                        Map.of(
                                "peer", "alice",
                                "lastSeq", 4,
                                "cursor", 2,
                                "delivered", 2,
                                "read", 1,
                                "peerDelivered", 4,
                                "peerRead", 4));
    }

    @Test
    void caughtUpIsSentEvenIfNothingWasMissed() {
        assertThat(chat.catchUp(former)).isEqualTo(Outcome.SENT);

        List<String> frames = chat.take(former);
        assertThat(Sent.types(frames)).containsExactly("caughtUp");
        assertThat(Sent.objects(frames.getFirst(), "conversations")).isEmpty();
    }

    @Test
    void aCatchUpAdvancesNoCursorAndMayRunTwice() {
        Caller bob = reconnectAfter(3);
        var before = chat.ports().conversations().all(BOB);

        chat.catchUp(bob);
        List<String> first = chat.take(bob);
        chat.catchUp(bob);

        assertThat(chat.take(bob)).isEqualTo(first);
        assertThat(chat.ports().conversations().all(BOB)).isEqualTo(before);
    }

    @Test
    void acknowledgedMessagesAreNotSentAgain() {
        Caller bob = reconnectAfter(3);
        chat.catchUp(bob);
        chat.ack(bob, ALICE, 3);
        chat.take(bob);

        chat.catchUp(bob);

        assertThat(Sent.types(chat.take(bob))).containsExactly("caughtUp");
    }

    /// Messages stored after `at` may be missing, so `at` must not be later than the first read.
    @Test
    void atIsTheTimeBeforeTheFirstRead() {
        Caller bob = reconnectAfter(1);
        Instant before = chat.now();
        var slow =
                new Hook(
                        "ConversationList.activeSince",
                        () -> chat.ports().clock().advance(Duration.ofSeconds(1)));

        chat.with(slow).catchUp(bob);

        assertThat(Sent.fields(chat.take(bob).getLast()))
                .containsEntry("at", before.toEpochMilli());
    }

    @Test
    void aCatchUpSendsAtMostEightFrames() {
        Caller bob = reconnectAfter(1_500);

        chat.catchUp(bob);

        List<String> frames = chat.take(bob);
        assertThat(frames).hasSize(9).allSatisfy(CatchUpTest::fitsIntoAFrame);
        assertThat(Sent.fields(frames.getLast()))
                .containsEntry("type", "caughtUp")
                .containsEntry("more", true)
                .doesNotContainKey("at");
        List<Long> seqs = Sent.seqs(frames);
        assertThat(seqs.getFirst()).isEqualTo(1);
        assertThat(seqs).hasSize(Math.toIntExact(seqs.getLast())).isSorted();
    }

    @Test
    void manyStatesNeedSeveralFramesAndOnlyTheLastHasTheTime() {
        for (int peer = 0; peer < 400; peer++) {
            chat.ports()
                    .conversations()
                    .indexFrom(
                            PHONE, BOB, new UserId("peer-" + peer), Samples.entry(1), chat.now());
        }
        chat.ports().clock().advance(Duration.ofMinutes(1));
        Connection again = chat.connection(chat.online(BOB, PHONE, "bob"));

        Outcome outcome =
                chat.services()
                        .catchUp()
                        .now(again, Map.of(), Optional.of("r2"), chat.now().plusSeconds(10));

        List<String> frames = Sent.only("caughtUp", chat.ports().gateway().take(again.id()));
        assertThat(outcome).isEqualTo(Outcome.SENT);
        assertThat(frames).hasSizeGreaterThan(1).allSatisfy(CatchUpTest::fitsIntoAFrame);
        assertThat(frames.stream().flatMap(f -> Sent.objects(f, "conversations").stream()))
                .hasSize(400)
                .doesNotHaveDuplicates();
        assertThat(Sent.fields(frames.getLast())).containsKeys("at", "requestId");
        assertThat(frames.subList(0, frames.size() - 1))
                .allSatisfy(
                        frame ->
                                assertThat(Sent.fields(frame))
                                        .doesNotContainKeys("at", "requestId"));
    }

    private static void fitsIntoAFrame(String frame) {
        assertThat(frame.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(FrameSize.BYTES_MAX);
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
