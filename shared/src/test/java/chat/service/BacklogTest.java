package chat.service;

import static chat.service.Samples.ALICE;
import static chat.service.Samples.BOB;
import static chat.service.Samples.CAROL;
import static chat.service.Samples.LAPTOP;
import static chat.service.Samples.NOON;
import static chat.service.Samples.PHONE;
import static chat.service.Samples.entry;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryPorts;
import chat.inmemory.InMemoryServices;
import chat.inmemory.SequentialParallel;
import chat.inmemory.Tap;
import chat.protocol.ServerFrame.Messages;
import chat.service.Backlog.Contents;
import chat.service.Receipts.Progress;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// What Bob's devices lack.
final class BacklogTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final InMemoryPorts ports = InMemoryPorts.emptyAt(NOON);

    @Test
    void aDeviceGetsWhatLiesBeyondItsCursor() {
        converse(ALICE, 10, NOON);
        acknowledge(PHONE, ALICE, 7);

        Contents contents = lacking(device(PHONE, NOON.minus(DAY)));

        assertThat(seqs(contents)).containsExactly(8L, 9L, 10L);
        assertThat(contents.frames().getFirst().after()).hasValue(7);
        assertThat(contents.more()).isFalse();
    }

    @Test
    void aDeviceThatHasItAllGetsOnlyTheRow() {
        converse(ALICE, 10, NOON);
        acknowledge(PHONE, ALICE, 10);

        Contents contents = lacking(device(PHONE, NOON.minus(DAY)));

        assertThat(contents.frames()).isEmpty();
        assertThat(contents.rows()).extracting(ConversationRow::peer).containsExactly(ALICE);
    }

    /// It was there, only offline: nothing of the conversation is old to it.
    @Test
    void aDeviceThatWasAwayDuringAWholeNewConversationGetsAllOfIt() {
        converse(ALICE, 120, NOON);
        acknowledge(LAPTOP, ALICE, 120);

        assertThat(seqs(lacking(device(PHONE, NOON.minusMillis(1)))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 120).boxed().toList());
        assertThat(seqs(lacking(device(PHONE, NOON)))).hasSize(120);
    }

    @Test
    void aNewDeviceGetsTheLastFiftyOfAnOlderConversation() {
        converse(ALICE, 120, NOON);
        acknowledge(LAPTOP, ALICE, 120);

        Contents contents = lacking(device(PHONE, NOON.plusMillis(1)));

        assertThat(seqs(contents)).hasSize(Backlog.FIRST_ENTRIES).startsWith(71L).endsWith(120L);
        assertThat(contents.frames().getFirst().after()).hasValue(70);
    }

    /// Else its acknowledgement would make delivered what no device has.
    @Test
    void aNewDeviceGetsAllThatNoOtherHas() {
        converse(ALICE, 120, NOON);
        acknowledge(LAPTOP, ALICE, 10);

        assertThat(seqs(lacking(device(PHONE, NOON.plusMillis(1)))))
                .hasSize(110)
                .startsWith(11L)
                .endsWith(120L);
    }

    @Test
    void aNewDeviceGetsAShortConversationWhole() {
        converse(ALICE, 20, NOON);
        acknowledge(LAPTOP, ALICE, 20);

        assertThat(seqs(lacking(device(PHONE, NOON.plusMillis(1))))).hasSize(20);
    }

    @Test
    void onlyRowsThatMovedSinceTheDayBeforeAreRead() {
        converse(ALICE, 1, NOON);
        converse(CAROL, 1, NOON.plus(DAY));
        Instant firstSeen = NOON.minus(DAY);

        assertThat(peers(lacking(device(PHONE, firstSeen, NOON.plus(DAY)))))
                .containsExactly(CAROL, ALICE);
        assertThat(peers(lacking(device(PHONE, firstSeen, NOON.plus(DAY.multipliedBy(2))))))
                .containsExactly(CAROL);
        assertThat(peers(lacking(device(PHONE, firstSeen, NOON.plus(DAY.multipliedBy(3))))))
                .isEmpty();
    }

    @Test
    void aDeviceThatWasNeverCaughtUpReadsAllRows() {
        converse(ALICE, 1, NOON.minus(Duration.ofDays(400)));
        converse(CAROL, 1, NOON);

        assertThat(peers(lacking(device(PHONE, NOON.minus(DAY))))).containsExactly(CAROL, ALICE);
    }

    @Test
    void aRowThatHoldsOnlyAReceiptHasNothingToSend() {
        ports.conversations().advancePeer(BOB, ALICE, new Receipt(1, 1), NOON);

        Contents contents = lacking(device(PHONE, NOON.minus(DAY)));

        assertThat(contents.frames()).isEmpty();
        assertThat(peers(contents)).containsExactly(ALICE);
    }

    @Test
    void aFirstDeviceGetsTheThirtyNewestConversations() {
        List<UserId> newest = new ArrayList<>();
        for (int n = 0; n < 75; n++) {
            var peer = new UserId("peer-" + (n * 37 % 75));
            // 15 of yesterday, then 60 within one day, in which the index has no order.
            Instant at = n < 15 ? NOON.minus(DAY) : NOON;
            converse(peer, 1, at.plusSeconds(n));
            newest.addFirst(peer);
        }
        Instant now = NOON.plus(DAY);
        var first = connection(PHONE, now, Optional.empty(), now);

        Contents contents = backlog().of(first, Map.of());

        assertThat(peers(contents)).isEqualTo(newest.subList(0, 30));
        assertThat(contents.frames())
                .extracting(Messages::peer)
                .isEqualTo(newest.subList(0, Backlog.FRAMES_MAX));
        assertThat(contents.more()).isTrue();
    }

    @Test
    void aFirstDeviceReachesBackOverDays() {
        for (int n = 0; n < 40; n++) {
            converse(new UserId("peer-" + n), 1, NOON.minus(DAY.multipliedBy(n)));
        }
        var first = connection(PHONE, NOON.plus(DAY), Optional.empty(), NOON.plus(DAY));

        assertThat(peers(backlog().of(first, Map.of())))
                .hasSize(30)
                .startsWith(new UserId("peer-0"))
                .endsWith(new UserId("peer-29"));
    }

    @Test
    void whatTheDeviceSaysItHoldsGoesBeforeItsStoredCursor() {
        converse(ALICE, 10, NOON);
        converse(CAROL, 3, NOON);
        acknowledge(PHONE, ALICE, 10);
        var phone = device(PHONE, NOON.minus(DAY));

        Contents contents = backlog().of(phone, Map.of(ALICE, 4L));

        assertThat(seqs(contents, ALICE)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(seqs(contents, CAROL)).containsExactly(1L, 2L, 3L);
        assertThat(backlog().of(phone, Map.of(ALICE, 10L, CAROL, 3L)).frames()).isEmpty();
    }

    /// A sender died between log and row, and the row moved last long ago.
    @Test
    void aLogThatIsAskedForIsReadWhateverItsRowSays() {
        converse(ALICE, 2, NOON);
        append(ALICE, 3);
        var phone = device(PHONE, NOON.minus(DAY), NOON.plus(Duration.ofDays(9)));

        Contents contents = backlog().of(phone, Map.of(ALICE, 2L, CAROL, 0L));

        assertThat(seqs(contents)).containsExactly(3L);
        assertThat(peers(contents)).containsExactly(ALICE);
    }

    /// The entry that a dead sender left shows with the next drain that reads the log.
    @Test
    void theLogIsReadToItsEndThoughTheRowLags() {
        converse(ALICE, 2, NOON);
        append(ALICE, 3);

        assertThat(seqs(lacking(device(PHONE, NOON.minus(DAY))))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void framesFollowEachOtherWithoutGap() {
        converse(ALICE, 900, NOON);

        Contents contents = lacking(device(PHONE, NOON.minus(DAY)));

        assertThat(contents.more()).isFalse();
        assertThat(contents.frames()).hasSizeBetween(2, Backlog.FRAMES_MAX);
        long after = 0;
        for (Messages frame : contents.frames()) {
            assertThat(frame.after()).hasValue(after);
            after = frame.entries().getLast().seq();
        }
        assertThat(seqs(contents))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 900).boxed().toList());
    }

    @Test
    void exactlyEightFramesLeaveNothing() {
        List<UserId> peers = new ArrayList<>();
        for (int n = 0; n < Backlog.FRAMES_MAX; n++) {
            peers.addFirst(new UserId("peer-" + n));
            converse(peers.getFirst(), 1, NOON.plusSeconds(n));
        }
        var phone = device(PHONE, NOON.minus(DAY));

        assertThat(lacking(phone).frames()).extracting(Messages::peer).isEqualTo(peers);
        assertThat(lacking(phone).more()).isFalse();

        converse(ALICE, 1, NOON);
        assertThat(lacking(phone).frames()).hasSize(Backlog.FRAMES_MAX);
        assertThat(lacking(phone).more()).isTrue();
    }

    /// A device may ask for many that have nothing new: those take no other's place.
    @Test
    void whereThereIsNothingNewTheNextLogIsRead() {
        Map<UserId, Long> cursors = new HashMap<>();
        for (int n = 0; n < 40; n++) {
            var peer = new UserId("peer-" + n);
            converse(peer, 2, NOON);
            cursors.put(peer, n % 20 == 0 ? 1L : 2L);
        }
        var phone = device(PHONE, NOON.minus(DAY), NOON.plus(Duration.ofDays(9)));

        Contents contents = backlog().of(phone, cursors);

        assertThat(contents.frames())
                .extracting(Messages::peer)
                .containsExactlyInAnyOrder(new UserId("peer-0"), new UserId("peer-20"));
        assertThat(contents.more()).isFalse();
    }

    @Test
    void aLongLogIsNotReadToItsEnd() {
        converse(ALICE, 6_000, NOON);
        var faults = Faults.none();

        var contents = backlog(faults).of(device(PHONE, NOON.minus(DAY)), Map.of());

        assertThat(contents.frames()).hasSize(Backlog.FRAMES_MAX);
        assertThat(contents.more()).isTrue();
        assertThat(faults.calls().stream().filter("MessageLog.after"::equals).count())
                .isLessThanOrEqualTo(1 + contents.frames().size());
    }

    @Test
    void noMoreLogsAreReadThanFramesCanBeSent() {
        for (int n = 0; n < 100; n++) {
            converse(new UserId("peer-" + n), 1, NOON);
        }
        var faults = Faults.none();

        backlog(faults).of(device(PHONE, NOON.minus(DAY)), Map.of());

        assertThat(faults.calls().stream().filter("MessageLog.after"::equals))
                .hasSize(Backlog.FRAMES_MAX);
    }

    private Contents lacking(Connection connection) {
        return backlog().of(connection, Map.of());
    }

    private Backlog backlog() {
        return backlog(Tap.OPEN);
    }

    private Backlog backlog(Tap tap) {
        return new InMemoryServices(ports, new SequentialParallel(), tap).backlog();
    }

    /// `count` entries of the peer, the row at the last.
    private void converse(UserId peer, int count, Instant now) {
        var conversation = ConversationId.of(BOB, peer);
        Optional<Entry> tail = Optional.empty();
        for (int seq = 1; seq <= count; seq++) {
            var draft = new Draft(peer, Samples.id(seq), Samples.text("hello"));
            tail = Optional.of(Entry.next(tail, draft, Samples.salt(seq), now));
            ports.log().append(conversation, tail.get());
        }
        ports.conversations().index(BOB, peer, tail.orElseThrow(), now);
    }

    /// One more entry, without its row.
    private void append(UserId peer, int seq) {
        ports.log().append(ConversationId.of(BOB, peer), entry(seq));
    }

    private void acknowledge(DeviceId device, UserId peer, long seq) {
        var nothingRead = OptionalLong.empty();
        var progress = new Progress(device, seq, nothingRead, nothingRead);
        ports.conversations().advanceOwn(BOB, peer, progress, NOON);
    }

    /// A device that has connected before, never caught up.
    private static Connection device(DeviceId device, Instant firstSeenAt) {
        return connection(device, firstSeenAt, Optional.empty(), NOON.plus(DAY.multipliedBy(9)));
    }

    private static Connection device(DeviceId device, Instant firstSeenAt, Instant since) {
        return connection(device, firstSeenAt, Optional.of(since), NOON.plus(DAY.multipliedBy(9)));
    }

    private static Connection connection(
            DeviceId device, Instant firstSeenAt, Optional<Instant> since, Instant now) {
        return new Connection(
                BOB,
                new ConnectionId("bob"),
                device,
                firstSeenAt,
                since,
                now,
                Optional.empty(),
                now.plus(Connection.LEASE));
    }

    private static List<UserId> peers(Contents contents) {
        return contents.rows().stream().map(ConversationRow::peer).toList();
    }

    private static List<Long> seqs(Contents contents) {
        return contents.frames().stream()
                .flatMap(frame -> frame.entries().stream().map(Entry::seq))
                .toList();
    }

    private static List<Long> seqs(Contents contents, UserId peer) {
        return contents.frames().stream()
                .filter(frame -> frame.peer().equals(peer))
                .flatMap(frame -> frame.entries().stream().map(Entry::seq))
                .toList();
    }
}
