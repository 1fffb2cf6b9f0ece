package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.entries;
import static chat.port.Samples.entry;
import static chat.port.Samples.erased;
import static chat.port.Samples.next;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.inmemory.VirtualThreadParallel;
import chat.port.MessageLog.AppendResult;
import chat.port.MessageLog.AppendResult.Appended;
import chat.port.MessageLog.AppendResult.Taken;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// The contract of [MessageLog].
public interface MessageLogContract {
    /// Returns the adapter under test, empty.
    MessageLog log();

    @Test
    default void anEmptyLogHasNoEntries() {
        assertThat(log().find(CONVERSATION, 1)).isEmpty();
        assertThat(log().after(CONVERSATION, 0, 10)).isEmpty();
        assertThat(log().newest(CONVERSATION, 1, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    default void anAppendedEntryIsFound() {
        AppendResult result = log().append(CONVERSATION, entry(1));

        assertThat(result).isEqualTo(new Appended());
        assertThat(log().find(CONVERSATION, 1)).contains(entry(1));
        assertThat(log().find(CONVERSATION, 2)).isEmpty();
    }

    @Test
    default void anEntryIsNeverOverwritten() {
        Entry mine = next(Optional.empty(), ALICE, text("mine"));
        Entry yours = next(Optional.empty(), BOB, text("yours"));
        log().append(CONVERSATION, mine);

        assertThat(log().append(CONVERSATION, yours)).isEqualTo(new Taken(mine));
        assertThat(log().append(CONVERSATION, mine)).isEqualTo(new Taken(mine));
        assertThat(log().find(CONVERSATION, 1)).contains(mine);
    }

    @Test
    default void oneOfManyConcurrentAppendsSucceedsAndTheOthersGetItsEntry() {
        for (int round = 1; round <= 10; round++) {
            var conversation = new ConversationId("race-" + round);
            List<Entry> racers =
                    List.of(
                            next(Optional.empty(), ALICE, text("one")),
                            next(Optional.empty(), BOB, text("two")),
                            next(Optional.empty(), BOB, text("three")));

            var results =
                    new VirtualThreadParallel()
                            .all(Calls.each(racers, e -> log().append(conversation, e)));

            int winner = results.indexOf(new Appended());
            assertThat(results)
                    .containsOnlyOnce(new Appended())
                    .filteredOn(Taken.class::isInstance)
                    .hasSize(2)
                    .containsOnly(new Taken(racers.get(winner)));
            assertThat(log().find(conversation, 1)).contains(racers.get(winner));
        }
    }

    @Test
    default void aStoredEntryIsReadBackUnchanged() {
        Body.Content longest =
                text("👩‍👩‍👧‍👦 \"quoted\" \\ \n\t\u0000 é".repeat(200).substring(0, 1_300));
        for (var user : Samples.ODD_USERS) {
            var conversation = ConversationId.of(user, CAROL);
            Entry first = next(Optional.empty(), user, longest);
            Entry second = next(Optional.of(first), CAROL, text("."));
            log().append(conversation, first);
            log().append(conversation, second);

            assertThat(log().after(conversation, 0, 10)).containsExactly(first, second);
            assertThat(log().find(conversation, 1)).contains(first);
        }
    }

    @Test
    default void theLargestBodyCanBeStored() {
        Entry large = next(Optional.empty(), ALICE, text("😀".repeat(Body.BYTES_MAX / 4)));
        log().append(CONVERSATION, large);

        assertThat(log().find(CONVERSATION, 1)).contains(large);
    }

    @Test
    default void anErasedEntryKeepsItsSequenceAndHashes() {
        List<Entry> entries = entries(2);
        log().append(CONVERSATION, erased(entries.getFirst()));
        log().append(CONVERSATION, entries.getLast());

        assertThat(log().after(CONVERSATION, 0, 10))
                .containsExactly(erased(entries.getFirst()), entries.getLast());
        assertThat(log().append(CONVERSATION, entries.getFirst()))
                .isEqualTo(new Taken(erased(entries.getFirst())));
    }

    @Test
    default void afterReturnsTheOldestEntriesAscending() {
        List<Entry> entries = append(CONVERSATION, entries(7));

        assertThat(log().after(CONVERSATION, 0, 3)).isEqualTo(entries.subList(0, 3));
        assertThat(log().after(CONVERSATION, 3, 3)).isEqualTo(entries.subList(3, 6));
        assertThat(log().after(CONVERSATION, 6, 3)).isEqualTo(entries.subList(6, 7));
        assertThat(log().after(CONVERSATION, 7, 3)).isEmpty();
        assertThat(log().after(CONVERSATION, 1_000, 3)).isEmpty();
    }

    @Test
    default void newestReturnsEntriesDescendingFromInclusiveToExclusive() {
        List<Entry> descending = append(CONVERSATION, entries(7)).reversed();

        assertThat(log().newest(CONVERSATION, 1, Long.MAX_VALUE, 3))
                .isEqualTo(descending.subList(0, 3));
        assertThat(log().newest(CONVERSATION, 1, 5, 10)).isEqualTo(descending.subList(3, 7));
        assertThat(log().newest(CONVERSATION, 6, Long.MAX_VALUE, 10))
                .isEqualTo(descending.subList(0, 2));
        assertThat(log().newest(CONVERSATION, 3, 5, 1)).containsExactly(entry(4));
        assertThat(log().newest(CONVERSATION, 5, 5, 10)).isEmpty();
        assertThat(log().newest(CONVERSATION, 6, 5, 10)).isEmpty();
        assertThat(log().newest(CONVERSATION, 8, Long.MAX_VALUE, 10)).isEmpty();
    }

    /// DynamoDB ends a page at 1 MB, regardless of the limit.
    @Test
    default void aPageBeyondOneMegabyteIsComplete() {
        List<Entry> entries = append(CONVERSATION, entries(300, text("x".repeat(Body.BYTES_MAX))));

        assertThat(log().after(CONVERSATION, 0, 290)).isEqualTo(entries.subList(0, 290));
        assertThat(log().after(CONVERSATION, 0, 1_000)).isEqualTo(entries);
        assertThat(log().newest(CONVERSATION, 1, Long.MAX_VALUE, 290))
                .isEqualTo(entries.reversed().subList(0, 290));
    }

    @Test
    default void logsOfConversationsAreSeparate() {
        var other = ConversationId.of(ALICE, CAROL);
        append(CONVERSATION, entries(3));
        append(other, entries(1));

        assertThat(log().after(other, 0, 10)).isEqualTo(entries(1));
        assertThat(log().newest(other, 1, Long.MAX_VALUE, 10)).isEqualTo(entries(1));
    }

    private List<Entry> append(ConversationId conversation, List<Entry> entries) {
        entries.forEach(entry -> log().append(conversation, entry));
        return entries;
    }
}
