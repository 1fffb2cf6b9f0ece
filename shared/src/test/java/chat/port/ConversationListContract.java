package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;
import static chat.port.Samples.entry;
import static chat.port.Samples.next;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ActiveDay;
import chat.domain.ConversationRow;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.inmemory.VirtualThreadParallel;
import chat.port.ConversationList.Place;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/// The contract of [ConversationList].
public interface ConversationListContract {
    /// Returns the adapter under test, empty.
    ConversationList list();

    /// Returns the index stored in the same rows.
    ConversationIndex index();

    /// Returns the receipts stored in the same rows.
    Receipts receipts();

    @Test
    default void aNewUserHasNoRows() {
        assertThat(list().all(ALICE)).isEmpty();
        assertThat(list().find(ALICE, List.of())).isEmpty();
        assertThat(list().find(ALICE, List.of(BOB))).isEmpty();
        assertThat(list().activeSince(ALICE, 0)).isEmpty();
        assertThat(list().newest(ALICE, Optional.empty(), 10)).isEmpty();
    }

    @Test
    default void onlyTheUsersOwnRowsAreListed() {
        start(ALICE, BOB, NOON);
        start(BOB, ALICE, NOON);
        start(CAROL, BOB, NOON);

        assertThat(list().all(ALICE)).extracting(ConversationRow::peer).containsExactly(BOB);
        assertThat(list().all(ALICE)).isEqualTo(index().find(ALICE, BOB).stream().toList());
        assertThat(places(ALICE)).containsExactly(new Place(day(NOON), BOB));
    }

    @Test
    default void missingRowsAreOmitted() {
        start(ALICE, BOB, NOON);

        assertThat(list().find(ALICE, List.of(CAROL, BOB, BOB)))
                .extracting(ConversationRow::peer)
                .containsExactly(BOB);
    }

    /// A `BatchGetItem` request takes at most 100 keys.
    @Test
    default void moreThanAHundredRowsAreFound() {
        List<UserId> peers = peers(250);
        startAll(peers, NOON);

        assertThat(list().find(ALICE, peers))
                .extracting(ConversationRow::peer)
                .containsExactlyInAnyOrderElementsOf(peers);
        assertThat(list().all(ALICE))
                .extracting(ConversationRow::peer)
                .containsExactlyInAnyOrderElementsOf(peers);
    }

    /// DynamoDB ends a page at 1 MB; 1,800 rows of 600 bytes exceed that.
    @Test
    default void allRowsAreReadBeyondOneMegabyte() {
        var entry = next(Optional.empty(), ALICE, text("x".repeat(Preview.BYTES_MAX)));
        var user = new UserId("u".repeat(UserId.LENGTH_MAX));
        List<UserId> peers =
                IntStream.range(0, 1_800).mapToObj(n -> new UserId("%0128d".formatted(n))).toList();
        new VirtualThreadParallel()
                .all(Calls.each(peers, peer -> index().index(user, peer, entry, NOON)));

        assertThat(list().all(user))
                .extracting(ConversationRow::peer)
                .containsExactlyInAnyOrderElementsOf(peers);
    }

    @Test
    default void aRowIsActiveOnTheDayOfItsLastUpdate() {
        start(ALICE, BOB, NOON);
        start(ALICE, CAROL, NOON);
        long today = day(NOON);

        index().index(ALICE, BOB, entry(2), NOON.plus(Duration.ofDays(3)));

        assertThat(list().activeSince(ALICE, today))
                .containsExactlyInAnyOrder(new Place(today, CAROL), new Place(today + 3, BOB));
        assertThat(list().activeSince(ALICE, today + 1)).containsExactly(new Place(today + 3, BOB));
        assertThat(list().activeSince(ALICE, today + 3)).containsExactly(new Place(today + 3, BOB));
        assertThat(list().activeSince(ALICE, today + 4)).isEmpty();
    }

    @Test
    default void aReceiptMakesARowActive() {
        start(ALICE, BOB, NOON);
        start(ALICE, CAROL, NOON);
        long today = day(NOON);

        receipts().advancePeer(ALICE, BOB, new Receipt(1, 0), NOON.plus(Duration.ofDays(1)));
        var nothingRead = OptionalLong.empty();
        var progress = new Receipts.Progress(PHONE, 1, nothingRead, nothingRead);
        receipts().advanceOwn(ALICE, CAROL, progress, NOON.plus(Duration.ofDays(2)));

        assertThat(places(ALICE))
                .containsExactly(new Place(today + 2, CAROL), new Place(today + 1, BOB));
    }

    @Test
    default void aRepeatedReceiptDoesNotMakeARowActive() {
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        receipts().advancePeer(ALICE, BOB, new Receipt(2, 2), NOON);

        receipts().advancePeer(ALICE, BOB, new Receipt(2, 1), tomorrow);

        assertThat(places(ALICE)).containsExactly(new Place(day(NOON), BOB));
    }

    @Test
    default void aRejectedUpdateDoesNotMakeARowActive() {
        index().index(ALICE, BOB, entry(2), NOON);
        receipts().advancePeer(ALICE, BOB, new Receipt(2, 2), NOON);
        Instant tomorrow = NOON.plus(Duration.ofDays(1));

        index().index(ALICE, BOB, entry(1), tomorrow);
        receipts().advancePeer(ALICE, BOB, new Receipt(1, 1), tomorrow);

        assertThat(list().activeSince(ALICE, day(tomorrow))).isEmpty();
    }

    @Test
    default void pagesCoverAllRowsOnceFromNewestToOldestDay() {
        List<UserId> peers = peers(64);
        // Many rows share a day: rows of a day have no order, but a page may end within a day.
        for (UserId peer : peers) {
            start(ALICE, peer, NOON.plus(Duration.ofDays(peers.indexOf(peer) % 3)));
        }

        for (int limit : List.of(1, 7, 63, 64)) {
            List<Place> pages = new ArrayList<>();
            Optional<Place> last = Optional.empty();
            while (true) {
                List<Place> page = list().newest(ALICE, last, limit);
                assertThat(page).hasSize(Math.min(limit, peers.size() - pages.size()));
                if (page.isEmpty()) {
                    break;
                }
                pages.addAll(page);
                last = Optional.of(page.getLast());
            }
            assertThat(pages)
                    .isSortedAccordingTo(Comparator.comparing(Place::activeDay).reversed())
                    .extracting(Place::peer)
                    .containsExactlyInAnyOrderElementsOf(peers);
        }
    }

    @Test
    default void theNextPageStartsAfterACursorWhoseRowHasMoved() {
        startAll(peers(4), NOON);
        List<Place> first = list().newest(ALICE, Optional.empty(), 2);
        UserId moved = first.getLast().peer();
        index().index(ALICE, moved, entry(2), NOON.plus(Duration.ofDays(1)));

        List<Place> rest = list().newest(ALICE, Optional.of(first.getLast()), 10);

        assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    default void everyValidUserIdCanBeListed() {
        for (UserId user : Samples.ODD_USERS) {
            start(user, BOB, NOON);
            start(CAROL, user, NOON);
            assertThat(list().newest(user, Optional.of(places(user).getFirst()), 2)).isEmpty();
        }

        assertThat(list().find(CAROL, Samples.ODD_USERS)).hasSameSizeAs(Samples.ODD_USERS);
        assertThat(places(CAROL))
                .extracting(Place::peer)
                .containsExactlyInAnyOrderElementsOf(Samples.ODD_USERS);
    }

    private List<Place> places(UserId user) {
        return list().newest(user, Optional.empty(), 1_000);
    }

    private void start(UserId user, UserId peer, Instant now) {
        index().index(user, peer, entry(1), now);
    }

    private void startAll(List<UserId> peers, Instant now) {
        new VirtualThreadParallel()
                .all(Calls.each(peers, peer -> index().index(ALICE, peer, entry(1), now)));
    }

    /// Returns the peers in random order, unlike the order of a table.
    private static List<UserId> peers(int count) {
        var peers =
                new ArrayList<>(
                        IntStream.range(0, count).mapToObj(n -> new UserId("peer-" + n)).toList());
        Collections.shuffle(peers, new Random(1));
        return peers;
    }

    private static long day(Instant instant) {
        return ActiveDay.of(instant);
    }
}
