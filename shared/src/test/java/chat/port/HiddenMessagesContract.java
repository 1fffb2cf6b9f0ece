package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.entry;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ActiveDay;
import chat.domain.ConversationRow;
import chat.domain.Hidden;
import chat.domain.UserId;
import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// The contract of [HiddenMessages], including its effects on the other ports of the rows.
public interface HiddenMessagesContract {
    /// Returns the adapter under test, empty.
    HiddenMessages hidden();

    /// Returns the index stored in the same rows.
    ConversationIndex index();

    /// Returns the list over the same rows.
    ConversationList list();

    @Test
    default void nothingIsHiddenAtFirst() {
        assertThat(hidden().row(ALICE, BOB)).isEqualTo(ConversationRow.empty(ALICE, BOB));
        assertThat(all(ALICE, BOB, 0)).isEmpty();
    }

    @Test
    default void addedMessagesAreFoundAscendingAndOnce() {
        hidden().add(ALICE, BOB, List.of(7L, 5L), 1);
        hidden().add(ALICE, BOB, List.of(5L, 2_003L), 2);

        assertThat(all(ALICE, BOB, 0)).containsExactly(5L, 7L, 2_003L);
    }

    @Test
    default void onlyTheUserHidesAndOnlyWithThePeer() {
        hidden().add(ALICE, BOB, List.of(5L), 1);

        assertThat(all(BOB, ALICE, 0)).isEmpty();
        assertThat(all(ALICE, CAROL, 0)).isEmpty();
    }

    /// A peer's id may contain what separates the parts of a key.
    @Test
    default void peersWithSimilarIdsAreKeptApart() {
        List<UserId> peers =
                List.of(
                        new UserId("b"),
                        new UserId("b#"),
                        new UserId("b#0"),
                        new UserId("b 0000000000000"),
                        new UserId("b~"));
        long seq = 1;
        for (UserId peer : peers) {
            hidden().add(ALICE, peer, List.of(seq++), 1);
        }

        seq = 1;
        for (UserId peer : peers) {
            assertThat(all(ALICE, peer, 0)).containsExactly(seq++);
        }
    }

    @Test
    default void aChangedBlockContributesAllOfItsMessages() {
        hidden().add(ALICE, BOB, List.of(5L), 1);
        hidden().add(ALICE, BOB, List.of(1_005L), 2);
        hidden().add(ALICE, BOB, List.of(7L), 3);

        assertThat(all(ALICE, BOB, 2)).containsExactly(5L, 7L);
        assertThat(all(ALICE, BOB, 1)).containsExactly(5L, 7L, 1_005L);
        assertThat(all(ALICE, BOB, 3)).isEmpty();
    }

    /// A function that was slow writes an old version late.
    @Test
    default void theVersionOfABlockNeverGoesBack() {
        hidden().add(ALICE, BOB, List.of(5L), 4);
        hidden().add(ALICE, BOB, List.of(7L), 2);

        assertThat(all(ALICE, BOB, 3)).containsExactly(5L, 7L);
    }

    @Test
    default void pagesContinueWhereTheyEnd() {
        List<Long> many = LongStream.rangeClosed(990, 1_015).boxed().toList();
        hidden().add(ALICE, BOB, many, 1);

        var first = hidden().since(ALICE, BOB, 0, 0, 20);

        assertThat(first.seqs()).isEqualTo(many.subList(0, 20));
        assertThat(first.next()).contains(1_009L);
        assertThat(hidden().since(ALICE, BOB, 0, 1_009, 20).seqs())
                .isEqualTo(many.subList(20, many.size()));
        assertThat(hidden().since(ALICE, BOB, 0, 1_009, 20).next()).isEmpty();
    }

    /// A page reads a bounded number of blocks, so it may be empty and still continue.
    @Test
    default void allBlocksAreFoundHoweverManyDidNotChange() {
        List<Long> sparse =
                LongStream.range(0, 70).map(block -> block * 1_000 + 999).boxed().toList();
        hidden().add(ALICE, BOB, sparse, 1);
        hidden().add(ALICE, BOB, List.of(69_500L), 2);

        assertThat(all(ALICE, BOB, 0)).hasSize(71).containsAll(sparse);
        assertThat(all(ALICE, BOB, 1)).containsExactly(69_500L, 69_999L);
    }

    @Test
    default void theMessagesOfARangeAreThoseOfItsBlocksThatAreInIt() {
        hidden().add(ALICE, BOB, List.of(5L, 7L, 999L, 1_000L, 1_005L, 3_000L), 1);
        hidden().add(ALICE, CAROL, List.of(6L), 1);

        assertThat(hidden().between(ALICE, BOB, 6, 1_000))
                .containsExactlyInAnyOrder(7L, 999L, 1_000L);
        assertThat(hidden().between(ALICE, BOB, 5, 5)).containsExactly(5L);
        assertThat(hidden().between(ALICE, BOB, 1_006, 2_999)).isEmpty();
        assertThat(hidden().between(BOB, ALICE, 1, 5_000)).isEmpty();
    }

    @Test
    default void aVersionIsPublishedOnceAndInOrder() {
        index().index(ALICE, BOB, entry(3), NOON);

        assertThat(hidden().publish(ALICE, BOB, 2, NOON)).isEmpty();
        assertThat(hidden().publish(ALICE, BOB, 1, NOON).map(ConversationRow::hidden))
                .contains(new Hidden(1, 0));
        assertThat(hidden().publish(ALICE, BOB, 1, NOON)).isEmpty();
        assertThat(hidden().publish(ALICE, BOB, 2, NOON).map(ConversationRow::hidden))
                .contains(new Hidden(2, 0));
        assertThat(hidden().row(ALICE, BOB).lastSeq()).isEqualTo(3);
        assertThat(hidden().row(BOB, ALICE).hidden()).isEqualTo(Hidden.NONE);
    }

    @Test
    default void ofConcurrentChangesOnePublishesAVersion() {
        index().index(ALICE, BOB, entry(3), NOON);
        List<Supplier<Optional<ConversationRow>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> hidden().publish(ALICE, BOB, 1, NOON));
        }

        assertThat(new VirtualThreadParallel().all(calls).stream().filter(Optional::isPresent))
                .hasSize(1);
    }

    @Test
    default void theClearedPartOnlyGrows() {
        index().index(ALICE, BOB, entry(3), NOON);

        assertThat(hidden().clear(ALICE, BOB, 2, NOON).hidden()).isEqualTo(new Hidden(0, 2));
        assertThat(hidden().clear(ALICE, BOB, 1, NOON).hidden()).isEqualTo(new Hidden(0, 2));
        assertThat(hidden().clear(ALICE, BOB, 3, NOON).hidden()).isEqualTo(new Hidden(0, 3));
        assertThat(hidden().row(ALICE, BOB).hidden()).isEqualTo(new Hidden(0, 3));
    }

    @Test
    default void changesMoveTheRowToTheirDay() {
        index().index(ALICE, BOB, entry(3), NOON);
        index().index(ALICE, CAROL, entry(3), NOON);

        hidden().publish(ALICE, BOB, 1, NOON.plus(Duration.ofDays(1)));
        hidden().clear(ALICE, CAROL, 1, NOON.plus(Duration.ofDays(2)));

        long day = ActiveDay.of(NOON);
        assertThat(list().activeSince(ALICE, day + 1))
                .containsExactlyInAnyOrder(
                        new ConversationList.Place(day + 1, BOB),
                        new ConversationList.Place(day + 2, CAROL));
    }

    private List<Long> all(UserId user, UserId peer, long version) {
        List<Long> all = new ArrayList<>();
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            var page = hidden().since(user, peer, version, next.get(), 20);
            all.addAll(page.seqs());
            next = page.next();
        }
        return all;
    }
}
