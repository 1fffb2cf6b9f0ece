package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;
import static chat.port.Samples.entries;
import static chat.port.Samples.entry;
import static chat.port.Samples.erased;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.inmemory.InMemoryMessageLog;
import chat.inmemory.SequentialParallel;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Range;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame.HistoryPage;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class HistoryTest {
    private static final Range NEWEST = new Range.Before(Long.MAX_VALUE);
    private static final Caller CALLER =
            new Caller(ALICE, PHONE, new ConnectionId("alice"), NOON.plusSeconds(60));

    private final InMemoryMessageLog log = new InMemoryMessageLog();
    private final History history = new History(log, new SequentialParallel());

    @Test
    void aConversationThatDoesNotExistHasAnEmptyPage() {
        for (Range range : List.of(NEWEST, new Range.After(0))) {
            HistoryPage page = page(range, 50);

            assertThat(page.entries()).isEmpty();
            assertThat(page.more()).isFalse();
            assertThat(page.digest()).isEmpty();
            assertThat(page.requestId()).contains("r3");
            assertThat(page.peer()).isEqualTo(BOB);
        }
    }

    @Test
    void boundsAreExclusive() {
        fill(entries(10));

        assertThat(page(new Range.Before(5), 100).entries()).isEqualTo(entries(4));
        assertThat(page(new Range.After(8), 100).entries()).containsExactly(entry(9), entry(10));
        assertThat(page(new Range.Before(1), 100).entries()).isEmpty();
        assertThat(page(new Range.After(10), 100).entries()).isEmpty();
        assertThat(page(new Range.Before(1), 100).more()).isFalse();
        assertThat(page(new Range.After(10), 100).more()).isFalse();
    }

    @Test
    void entriesAreAscendingInBothDirections() {
        fill(entries(10));

        assertThat(page(NEWEST, 3).entries()).containsExactly(entry(8), entry(9), entry(10));
        assertThat(page(new Range.After(0), 3).entries())
                .containsExactly(entry(1), entry(2), entry(3));
    }

    @Test
    void theDigestIsThatOfTheLastEntry() {
        fill(entries(10));

        assertThat(page(new Range.Before(7), 3).digest()).contains(entry(6).digest());
    }

    @Test
    void moreIsExactInBothDirections() {
        fill(entries(10));

        assertThat(page(NEWEST, 9).more()).isTrue();
        assertThat(page(NEWEST, 10).more()).isFalse();
        assertThat(page(NEWEST, 11).more()).isFalse();
        assertThat(page(new Range.Before(4), 3).more()).isFalse();
        assertThat(page(new Range.Before(4), 2).more()).isTrue();
        assertThat(page(new Range.After(0), 9).more()).isTrue();
        assertThat(page(new Range.After(0), 10).more()).isFalse();
        assertThat(page(new Range.After(7), 3).more()).isFalse();
        assertThat(page(new Range.After(7), 2).more()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 100})
    void pagesBackwardsCoverTheWholeLog(int limit) {
        fill(entries(230));

        List<Entry> read = new ArrayList<>();
        HistoryPage page = page(NEWEST, limit);
        read.addAll(page.entries());
        while (page.more()) {
            page = page(new Range.Before(page.entries().getFirst().seq()), limit);
            read.addAll(0, page.entries());
        }

        assertThat(read).isEqualTo(entries(230));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 100})
    void pagesForwardsCoverTheWholeLog(int limit) {
        fill(entries(230));

        List<Entry> read = new ArrayList<>();
        HistoryPage page = page(new Range.After(0), limit);
        read.addAll(page.entries());
        while (page.more()) {
            page = page(new Range.After(page.entries().getLast().seq()), limit);
            read.addAll(page.entries());
        }

        assertThat(read).isEqualTo(entries(230));
    }

    @Test
    void aPageEndsWhenTheFrameIsFull() {
        List<Entry> large = entries(20, text("\"".repeat(Body.BYTES_MAX)));
        fill(large);

        HistoryPage newest = page(NEWEST, 100);
        HistoryPage oldest = page(new Range.After(0), 100);

        for (HistoryPage page : List.of(newest, oldest)) {
            assertThat(page.more()).isTrue();
            assertThat(page.entries()).hasSizeBetween(1, 10);
            assertThat(FrameEncoder.encode(page).getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(FrameSize.BYTES_MAX);
        }
        assertThat(newest.entries()).endsWith(large.getLast());
        assertThat(oldest.entries()).startsWith(large.getFirst());
    }

    @Test
    void anErasedEntryKeepsItsSequence() {
        fill(List.of(erased(entry(1)), entry(2)));

        assertThat(page(NEWEST, 10).entries()).containsExactly(erased(entry(1)), entry(2));
    }

    @Test
    void historyWithOneselfIsRejected() {
        var answer = history.handle(CALLER, frame(ALICE, NEWEST, 10));

        assertThat(answer).isInstanceOf(Rejected.class);
        assertThat(((Rejected) answer).code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(((Rejected) answer).peer()).contains(ALICE);
    }

    private void fill(List<Entry> entries) {
        entries.forEach(entry -> log.append(CONVERSATION, entry));
    }

    private HistoryPage page(Range range, int limit) {
        return (HistoryPage) history.handle(CALLER, frame(BOB, range, limit));
    }

    private static ClientFrame.History frame(UserId peer, Range range, int limit) {
        return new ClientFrame.History(Optional.of("r3"), peer, range, limit, false);
    }
}
