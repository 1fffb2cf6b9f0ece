package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ConversationRow;
import chat.domain.Counts;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.Hash;
import chat.domain.Hidden;
import chat.domain.Match;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Salt;
import chat.domain.Snippet;
import chat.domain.UserId;
import chat.port.RowBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// No frame exceeds the gateway's size limit, even with values that need the most JSON escapes.
class FrameSizeTest {
    private static final long LARGEST = Fields.INTEGER_MAX;
    private static final UserId WORST_USER = new UserId("\"\\".repeat(64));
    private static final Optional<String> WORST_REQUEST_ID = Optional.of("\u0001".repeat(64));
    private static final DeviceId DEVICE = new DeviceId("phone");
    private static final Instant LATE = Instant.ofEpochMilli(LARGEST);

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\"", "\\", "\n", "a", "é", "€", "\ud83d\ude00", "\u2028"})
    void entriesWithTheLongestTextsFit(String unit) {
        int bytes = unit.getBytes(StandardCharsets.UTF_8).length;
        var entries = entries(40, "a" + unit.repeat((Body.BYTES_MAX - 1) / bytes));

        assertThat(FrameSize.pages(entries))
                .allSatisfy(FrameSizeTest::fits)
                .flatExtracting(run -> run)
                .isEqualTo(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 499, 500, 501, 1000, 4096})
    void entriesOfEveryLengthFillTheirFrames(int length) {
        var entries = entries(200, "a".repeat(length));

        var runs = FrameSize.pages(entries);

        assertThat(runs).allSatisfy(FrameSizeTest::fits);
        int entryBytes = bytes(FrameObject.json(MessageFrames.message(entries.getFirst())));
        assertThat(runs.subList(0, runs.size() - 1))
                .allSatisfy(
                        run ->
                                assertThat(run.size() * (entryBytes + 1))
                                        .isGreaterThan(FrameSize.BYTES_MAX - 1_200 - entryBytes));
    }

    @Test
    void withoutEntriesThereAreNoFramesAndOneEmptyStateList() {
        assertThat(FrameSize.pages(List.of())).isEmpty();
        assertThat(FrameSize.states(List.of(), DEVICE)).containsExactly(List.of());
        assertThat(FrameSize.listed(List.of())).isZero();
    }

    @Test
    void statesWithTheLongestIdsFit() {
        var rows = rows(500);

        var runs = FrameSize.states(rows, DEVICE);

        assertThat(runs).hasSizeGreaterThan(1).flatExtracting(run -> run).isEqualTo(rows);
        for (List<ConversationRow> run : runs) {
            assertThat(encoded(caughtUp(run))).isLessThanOrEqualTo(FrameSize.BYTES_MAX);
        }
    }

    @Test
    void aListOfTheLargestRowsFits() {
        var rows = rows(100);

        int fitting = FrameSize.listed(rows);

        var cursor = Optional.of("A".repeat(200));
        assertThat(fitting).isBetween(1, 99);
        assertThat(
                        encoded(
                                new ServerFrame.ConversationsPage(
                                        WORST_REQUEST_ID, rows.subList(0, fitting), cursor)))
                .isLessThanOrEqualTo(FrameSize.BYTES_MAX);
    }

    @Test
    void pagesOfHitsFit() {
        var matches = IntStream.range(0, 150).mapToObj(i -> new Match(2 * i, 2 * i + 1)).toList();
        var snippet = new Snippet("\u0001".repeat(Snippet.BYTES_MAX), matches);
        var hit = new ServerFrame.Hit(WORST_USER, LARGEST, WORST_USER, LATE, snippet);
        var hits = Collections.nCopies(Search.LIMIT_MAX, hit);

        int fitting = FrameSize.searched(hits);

        var page =
                new ServerFrame.Searched(
                        WORST_REQUEST_ID, hits.subList(0, fitting), Optional.of("c".repeat(530)));
        assertThat(fitting).isPositive();
        assertThat(encoded(page)).isLessThanOrEqualTo(FrameSize.BYTES_MAX);
        assertThat(FrameSize.searched(List.of())).isZero();
    }

    @Test
    void framesWithASingleItemFit() {
        var entry = entries(1, "a" + "\u0001".repeat(Body.BYTES_MAX - 1)).getFirst();
        var receipt = new Receipt(LARGEST, LARGEST);
        var frames =
                List.of(
                        new ServerFrame.Accepted(WORST_REQUEST_ID, WORST_USER, entry),
                        new ServerFrame.PeerReceipt(WORST_USER, receipt, LATE),
                        new ServerFrame.ReadCursor(WORST_USER, LARGEST),
                        new ServerFrame.Acked(WORST_REQUEST_ID.orElseThrow()),
                        ServerFrame.Rejected.of(WORST_REQUEST_ID, ErrorCode.CONFLICT, "m")
                                .about(WORST_USER)
                                .about(entry.clientMessageId()));

        assertThat(frames).allSatisfy(frame -> assertThat(encoded(frame)).isLessThan(1_000));
    }

    /// Asserts that the page fits into each frame type that can hold it.
    private static void fits(List<Entry> run) {
        var pushed = new ServerFrame.Messages(WORST_USER, OptionalLong.of(LARGEST), run);
        var page =
                new ServerFrame.HistoryPage(
                        WORST_REQUEST_ID, WORST_USER, run, false, Optional.empty());

        assertThat(encoded(pushed)).isLessThanOrEqualTo(FrameSize.BYTES_MAX);
        assertThat(encoded(page)).isLessThanOrEqualTo(FrameSize.BYTES_MAX);
    }

    private static List<Entry> entries(int count, String text) {
        return LongStream.rangeClosed(LARGEST - count + 1, LARGEST)
                .mapToObj(
                        seq ->
                                new Entry(
                                        seq,
                                        EntryKind.MESSAGE,
                                        Entry.NO_TARGET,
                                        WORST_USER,
                                        new ClientMessageId("0198c0de-0000-7000-8000-000000000001"),
                                        LATE,
                                        new Counts(0, 0),
                                        Optional.of(new Body.Text(text)),
                                        Optional.of(Salt.of(new byte[Salt.BYTES])),
                                        Hash.ZERO,
                                        Hash.ZERO,
                                        Optional.empty(),
                                        Fold.NONE))
                .toList();
    }

    private static List<ConversationRow> rows(int count) {
        var receipt = new Receipt(LARGEST, LARGEST);
        var preview = new Preview(LARGEST, WORST_USER, "\u0001".repeat(Preview.BYTES_MAX), LATE, 0);
        var row =
                RowBuilder.row(new UserId("alice"), WORST_USER)
                        .startedAt(LATE)
                        .lastSeq(LARGEST)
                        .lastMessage(preview)
                        .peerMessages(LARGEST)
                        .receipt(receipt)
                        .peerReceipt(receipt)
                        .cursor(DEVICE, LARGEST)
                        .hidden(new Hidden(LARGEST, LARGEST - 1))
                        .build();
        return LongStream.range(0, count).mapToObj(_ -> row).toList();
    }

    private static ServerFrame caughtUp(List<ConversationRow> rows) {
        return new ServerFrame.CaughtUp(WORST_REQUEST_ID, Optional.of(LATE), false, DEVICE, rows);
    }

    private static int encoded(ServerFrame frame) {
        return bytes(FrameEncoder.encode(frame));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
