package chat.delivery;

import static chat.delivery.CatchUpPlanScene.DAY;
import static chat.delivery.CatchUpPlanScene.connection;
import static chat.delivery.CatchUpPlanScene.device;
import static chat.delivery.CatchUpPlanScene.peers;
import static chat.delivery.CatchUpPlanScene.seqs;
import static chat.port.Samples.ALICE;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUpPlan.Contents;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.protocol.ServerFrame.Messages;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// How the entries a device has missed are put into frames.
final class CatchUpPlanFramesTest {
    private final CatchUpPlanScene scene = new CatchUpPlanScene();

    @Test
    void aCursorInTheRequestOverridesTheStoredCursor() {
        scene.converse(ALICE, 10, NOON);
        scene.converse(CAROL, 3, NOON);
        scene.acknowledge(PHONE, ALICE, 10);
        var phone = device(PHONE, NOON.minus(DAY));

        Contents contents = scene.plan().of(phone, Map.of(ALICE, 4L));

        assertThat(seqs(contents, ALICE)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(seqs(contents, CAROL)).containsExactly(1L, 2L, 3L);
        assertThat(scene.plan().of(phone, Map.of(ALICE, 10L, CAROL, 3L)).frames()).isEmpty();
    }

    /// The sender crashed between log and row, and the row was last active long ago.
    @Test
    void aRequestedLogIsReadEvenIfItsRowIsOutdated() {
        scene.converse(ALICE, 2, NOON);
        scene.append(ALICE, 3);
        var phone = device(PHONE, NOON.minus(DAY), NOON.plus(Duration.ofDays(9)));

        Contents contents = scene.plan().of(phone, Map.of(ALICE, 2L, CAROL, 0L));

        assertThat(seqs(contents)).containsExactly(3L);
        assertThat(peers(contents)).containsExactly(ALICE);
    }

    /// An entry whose sender crashed is sent by the next catch-up that reads the log.
    @Test
    void theLogIsReadToItsEndEvenIfTheRowLags() {
        scene.converse(ALICE, 2, NOON);
        scene.append(ALICE, 3);

        assertThat(seqs(scene.missed(device(PHONE, NOON.minus(DAY))))).containsExactly(1L, 2L, 3L);
    }

    /// Each frame has the start of the catch-up: an empty device must not start at a later frame
    /// when the first is lost or arrives later.
    @Test
    void framesOfALogHaveNoGaps() {
        scene.converse(ALICE, 900, NOON);

        Contents contents = scene.missed(device(PHONE, NOON.minus(DAY)));

        assertThat(contents.more()).isFalse();
        assertThat(contents.frames()).hasSizeBetween(2, CatchUpPlan.FRAMES_MAX);
        assertThat(contents.frames()).extracting(Messages::after).containsOnly(OptionalLong.of(0));
        assertThat(seqs(contents))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 900).boxed().toList());
    }

    @Test
    void moreIsFalseAfterExactlyEightFrames() {
        List<UserId> peers = new ArrayList<>();
        for (int n = 0; n < CatchUpPlan.FRAMES_MAX; n++) {
            peers.addFirst(new UserId("peer-" + n));
            scene.converse(peers.getFirst(), 1, NOON.plusSeconds(n));
        }
        var phone = device(PHONE, NOON.minus(DAY));

        assertThat(scene.missed(phone).frames()).extracting(Messages::peer).isEqualTo(peers);
        assertThat(scene.missed(phone).more()).isFalse();

        scene.converse(ALICE, 1, NOON);
        assertThat(scene.missed(phone).frames()).hasSize(CatchUpPlan.FRAMES_MAX);
        assertThat(scene.missed(phone).more()).isTrue();
    }

    /// A device may send cursors of many logs without new entries; they use up no frames.
    @Test
    void logsWithoutNewEntriesDoNotUseUpTheLimit() {
        Map<UserId, Long> cursors = new HashMap<>();
        for (int n = 0; n < 40; n++) {
            var peer = new UserId("peer-" + n);
            scene.converse(peer, 2, NOON);
            cursors.put(peer, n % 20 == 0 ? 1L : 2L);
        }
        var phone = device(PHONE, NOON.minus(DAY), NOON.plus(Duration.ofDays(9)));

        Contents contents = scene.plan().of(phone, cursors);

        assertThat(contents.frames())
                .extracting(Messages::peer)
                .containsExactlyInAnyOrder(new UserId("peer-0"), new UserId("peer-20"));
        assertThat(contents.more()).isFalse();
    }

    @Test
    void moreIsTrueAtAnyPositionOfTheLongLog() {
        scene.converse(ALICE, 3_000, NOON);
        var phone = device(PHONE, NOON.minus(DAY));
        for (int others = 1; others < CatchUpPlan.FRAMES_MAX; others++) {
            Map<UserId, Long> cursors = new HashMap<>(Map.of(ALICE, 0L));
            for (int n = 0; n < others; n++) {
                cursors.put(new UserId("silent-" + n), 0L);
            }

            assertThat(scene.plan().of(phone, cursors).more()).isTrue();
        }
    }

    @Test
    void aLongLogIsNotReadToItsEnd() {
        scene.converse(ALICE, 6_000, NOON);
        var faults = Faults.none();

        var contents = scene.plan(faults).of(device(PHONE, NOON.minus(DAY)), Map.of());

        assertThat(contents.frames()).hasSize(CatchUpPlan.FRAMES_MAX);
        assertThat(contents.more()).isTrue();
        assertThat(faults.calls().stream().filter("MessageLog.after"::equals).count())
                .isLessThanOrEqualTo(1 + contents.frames().size());
    }

    @Test
    void aFirstDeviceQueriesTheIndexOnce() {
        for (int n = 0; n < 400; n++) {
            scene.converse(new UserId("peer-" + n), 1, NOON);
        }
        var faults = Faults.none();
        var first = connection(PHONE, NOON.plus(DAY), Optional.empty(), NOON.plus(DAY));

        Contents contents = scene.plan(faults).of(first, Map.of());

        assertThat(contents.rows()).hasSize(CatchUpPlan.FIRST_CONVERSATIONS);
        assertThat(faults.calls().stream().filter(call -> call.startsWith("ConversationList")))
                .containsExactly(
                        "ConversationList.newest",
                        "ConversationList.find",
                        "ConversationList.find");
    }

    @Test
    void atMostOneLogIsReadPerFrame() {
        for (int n = 0; n < 100; n++) {
            scene.converse(new UserId("peer-" + n), 1, NOON);
        }
        var faults = Faults.none();

        scene.plan(faults).of(device(PHONE, NOON.minus(DAY)), Map.of());

        assertThat(faults.calls().stream().filter("MessageLog.after"::equals))
                .hasSize(CatchUpPlan.FRAMES_MAX);
    }
}
