package chat.delivery;

import static chat.delivery.CatchUpPlanScene.DAY;
import static chat.delivery.CatchUpPlanScene.connection;
import static chat.delivery.CatchUpPlanScene.device;
import static chat.delivery.CatchUpPlanScene.peers;
import static chat.delivery.CatchUpPlanScene.seqs;
import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUpPlan.Contents;
import chat.domain.ConversationRow;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.protocol.ServerFrame.Messages;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// The entries that Bob's devices have missed.
final class CatchUpPlanTest {
    private final CatchUpPlanScene scene = new CatchUpPlanScene();

    @Test
    void aDeviceGetsTheEntriesAfterItsCursor() {
        scene.converse(ALICE, 10, NOON);
        scene.acknowledge(PHONE, ALICE, 7);

        Contents contents = scene.missed(device(PHONE, NOON.minus(DAY)));

        assertThat(seqs(contents)).containsExactly(8L, 9L, 10L);
        assertThat(contents.frames().getFirst().after()).hasValue(7);
        assertThat(contents.more()).isFalse();
    }

    @Test
    void anUpToDateDeviceGetsOnlyTheRow() {
        scene.converse(ALICE, 10, NOON);
        scene.acknowledge(PHONE, ALICE, 10);

        Contents contents = scene.missed(device(PHONE, NOON.minus(DAY)));

        assertThat(contents.frames()).isEmpty();
        assertThat(contents.rows()).extracting(ConversationRow::peer).containsExactly(ALICE);
    }

    /// The device was known but offline, so the whole conversation is new to it.
    @Test
    void anOfflineDeviceGetsAllEntriesOfANewConversation() {
        scene.converse(ALICE, 120, NOON);
        scene.acknowledge(LAPTOP, ALICE, 120);

        assertThat(seqs(scene.missed(device(PHONE, NOON.minusMillis(1)))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 120).boxed().toList());
        assertThat(seqs(scene.missed(device(PHONE, NOON)))).hasSize(120);
    }

    @Test
    void aNewDeviceGetsTheLastFiftyEntriesOfAnOlderConversation() {
        scene.converse(ALICE, 120, NOON);
        scene.acknowledge(LAPTOP, ALICE, 120);

        Contents contents = scene.missed(device(PHONE, NOON.plusMillis(1)));

        assertThat(seqs(contents))
                .hasSize(CatchUpPlan.FIRST_ENTRIES)
                .startsWith(71L)
                .endsWith(120L);
        assertThat(contents.frames().getFirst().after()).hasValue(70);
    }

    /// Otherwise its acknowledgement would mark entries as delivered that no device has.
    @Test
    void aNewDeviceGetsAllUndeliveredEntries() {
        scene.converse(ALICE, 120, NOON);
        scene.acknowledge(LAPTOP, ALICE, 10);

        assertThat(seqs(scene.missed(device(PHONE, NOON.plusMillis(1)))))
                .hasSize(110)
                .startsWith(11L)
                .endsWith(120L);
    }

    @Test
    void aNewDeviceGetsAllEntriesOfAShortConversation() {
        scene.converse(ALICE, 20, NOON);
        scene.acknowledge(LAPTOP, ALICE, 20);

        assertThat(seqs(scene.missed(device(PHONE, NOON.plusMillis(1))))).hasSize(20);
    }

    @Test
    void onlyRowsActiveSinceTheDayBeforeAreRead() {
        scene.converse(ALICE, 1, NOON);
        scene.converse(CAROL, 1, NOON.plus(DAY));
        Instant firstSeen = NOON.minus(DAY);

        assertThat(peers(scene.missed(device(PHONE, firstSeen, NOON.plus(DAY)))))
                .containsExactly(CAROL, ALICE);
        assertThat(peers(scene.missed(device(PHONE, firstSeen, NOON.plus(DAY.multipliedBy(2))))))
                .containsExactly(CAROL);
        assertThat(peers(scene.missed(device(PHONE, firstSeen, NOON.plus(DAY.multipliedBy(3))))))
                .isEmpty();
    }

    @Test
    void aDeviceThatWasNeverCaughtUpGetsAllRows() {
        scene.converse(ALICE, 1, NOON.minus(Duration.ofDays(400)));
        scene.converse(CAROL, 1, NOON);

        assertThat(peers(scene.missed(device(PHONE, NOON.minus(DAY)))))
                .containsExactly(CAROL, ALICE);
    }

    @Test
    void aRowWithOnlyAReceiptHasNothingToSend() {
        scene.conversations().advancePeer(BOB, ALICE, new Receipt(1, 1), NOON);

        Contents contents = scene.missed(device(PHONE, NOON.minus(DAY)));

        assertThat(contents.frames()).isEmpty();
        assertThat(peers(contents)).containsExactly(ALICE);
    }

    @Test
    void aFirstDeviceGetsTheThirtyNewestConversations() {
        List<UserId> newest = new ArrayList<>();
        for (int n = 0; n < 75; n++) {
            var peer = new UserId("peer-" + (n * 37 % 75));
            // 15 on the day before, then 60 on one day, within which the index has no order.
            Instant at = n < 15 ? NOON.minus(DAY) : NOON;
            scene.converse(peer, 1, at.plusSeconds(n));
            newest.addFirst(peer);
        }
        Instant now = NOON.plus(DAY);
        var first = connection(PHONE, now, Optional.empty(), now);

        Contents contents = scene.plan().of(first, Map.of());

        assertThat(peers(contents)).isEqualTo(newest.subList(0, 30));
        assertThat(contents.frames())
                .extracting(Messages::peer)
                .isEqualTo(newest.subList(0, CatchUpPlan.FRAMES_MAX));
        assertThat(contents.more()).isTrue();
    }

    @Test
    void aDeviceThatWasNeverCaughtUpGetsPagesOfAtMostThirtyConversations() {
        Map<UserId, Long> held = new HashMap<>();
        for (int n = 0; n < 40; n++) {
            var peer = new UserId("peer-" + n);
            scene.converse(peer, 1, NOON.minusSeconds(n));
            if (n < 30) {
                held.put(peer, 1L);
            }
        }
        Instant firstSeen = NOON.plus(DAY);
        var again = connection(PHONE, firstSeen, Optional.empty(), firstSeen.plusSeconds(60));

        assertThat(scene.plan().of(again, Map.of()).more()).isTrue();
        Contents rest = scene.plan().of(again, held);

        assertThat(rest.rows()).hasSize(40);
        assertThat(rest.frames()).isEmpty();
        assertThat(rest.more()).isFalse();
    }

    /// A device gets every conversation that is newer than the device, even beyond the thirty
    /// newest.
    @Test
    void newConversationsBeyondTheFirstPageAreSent() {
        Map<UserId, Long> held = new HashMap<>();
        for (int n = 0; n < 36; n++) {
            var peer = new UserId("peer-" + n);
            scene.converse(peer, 1, NOON.minusSeconds(n));
            if (n < 30) {
                held.put(peer, 1L);
            }
        }
        var known = device(PHONE, NOON.minus(DAY));

        Contents rest = scene.plan().of(known, held);

        assertThat(rest.frames()).hasSize(6);
        assertThat(rest.more()).isFalse();
    }

    @Test
    void aFirstDeviceGetsConversationsOfSeveralDays() {
        for (int n = 0; n < 40; n++) {
            scene.converse(new UserId("peer-" + n), 1, NOON.minus(DAY.multipliedBy(n)));
        }
        var first = connection(PHONE, NOON.plus(DAY), Optional.empty(), NOON.plus(DAY));

        assertThat(peers(scene.plan().of(first, Map.of())))
                .hasSize(30)
                .startsWith(new UserId("peer-0"))
                .endsWith(new UserId("peer-29"));
    }
}
