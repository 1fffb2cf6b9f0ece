package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;
import static chat.port.Samples.entries;
import static chat.port.Samples.entry;
import static chat.port.Samples.erased;
import static chat.port.Samples.next;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// The contract of [ConversationIndex].
public interface ConversationIndexContract {
    /// Returns the adapter under test, empty.
    ConversationIndex index();

    /// Returns the receipts stored in the same rows.
    Receipts receipts();

    @Test
    default void thereIsNoRowBeforeTheFirstEntry() {
        assertThat(index().find(ALICE, BOB)).isEmpty();
    }

    @Test
    default void theFirstEntryStartsTheConversation() {
        assertThat(index().index(ALICE, BOB, entry(1), NOON)).isTrue();

        assertThat(row())
                .isEqualTo(
                        RowBuilder.row(ALICE, BOB)
                                .startedAt(NOON)
                                .lastSeq(1)
                                .lastMessage(Preview.of(entry(1)))
                                .build());
        assertThat(index().find(BOB, ALICE)).isEmpty();
        assertThat(index().find(ALICE, CAROL)).isEmpty();
    }

    @Test
    default void aLaterEntryAdvancesTheRowAndKeepsItsStart() {
        index().index(ALICE, BOB, entry(1), NOON);

        assertThat(index().index(ALICE, BOB, entry(4), NOON.plusSeconds(60))).isTrue();

        assertThat(row().startedAt()).contains(NOON);
        assertThat(row().lastSeq()).isEqualTo(4);
        assertThat(row().lastMessage()).contains(Preview.of(entry(4)));
        assertThat(row().peerMessages()).isEqualTo(2);
    }

    @Test
    default void aRowNeverMovesBackwards() {
        index().index(ALICE, BOB, entry(3), NOON);
        ConversationRow before = row();

        assertThat(index().index(ALICE, BOB, entry(2), NOON)).isFalse();
        assertThat(index().index(ALICE, BOB, entry(3), NOON.plusSeconds(1))).isFalse();
        assertThat(index().indexFrom(PHONE, ALICE, BOB, entry(1), NOON)).isFalse();

        assertThat(row()).isEqualTo(before);
    }

    @Test
    default void eachMembersRowCountsThePeersMessages() {
        index().index(ALICE, BOB, entry(5), NOON);
        index().index(BOB, ALICE, entry(5), NOON);

        assertThat(row().peerMessages()).isEqualTo(2);
        assertThat(index().find(BOB, ALICE).orElseThrow().peerMessages()).isEqualTo(3);
    }

    @Test
    default void thePreviewIsShortenedAndAnErasedMessageHasNone() {
        Entry large = next(Optional.empty(), ALICE, text("👩‍👩‍👧‍👦 ".repeat(100)));
        index().index(ALICE, BOB, large, NOON);
        index().index(BOB, ALICE, erased(large), NOON);

        assertThat(row().lastMessage()).contains(Preview.of(large));
        assertThat(index().find(BOB, ALICE).orElseThrow().lastMessage().orElseThrow().text())
                .isEmpty();
    }

    @Test
    default void aCursorAtThePreviousEntryAdvances() {
        assertThat(index().indexFrom(PHONE, ALICE, BOB, entry(1), NOON)).isTrue();
        assertThat(index().indexFrom(PHONE, ALICE, BOB, entry(2), NOON)).isTrue();

        assertThat(row().cursor(PHONE)).hasValue(2);
        assertThat(row().cursor(LAPTOP)).isEmpty();
        assertThat(row().startedAt()).contains(NOON);
        assertThat(row().lastSeq()).isEqualTo(2);
        assertThat(row().peerMessages()).isEqualTo(1);
    }

    @Test
    default void aCursorNotAtThePreviousEntryLeavesTheRowUnchanged() {
        index().indexFrom(PHONE, ALICE, BOB, entry(1), NOON);
        index().index(ALICE, BOB, entry(2), NOON);
        ConversationRow before = row();

        assertThat(index().indexFrom(PHONE, ALICE, BOB, entry(3), NOON)).isFalse();
        assertThat(index().indexFrom(LAPTOP, ALICE, BOB, entry(3), NOON)).isFalse();
        assertThat(row()).isEqualTo(before);

        acknowledge(5);
        assertThat(index().indexFrom(PHONE, ALICE, BOB, entry(3), NOON)).isFalse();
        assertThat(row().lastSeq()).isEqualTo(2);
    }

    @Test
    default void aRowAheadOfTheEntryKeepsItsCursor() {
        index().indexFrom(PHONE, ALICE, BOB, entry(1), NOON);
        index().index(ALICE, BOB, entry(3), NOON);

        assertThat(index().indexFrom(PHONE, ALICE, BOB, entry(2), NOON)).isFalse();

        assertThat(row().cursor(PHONE)).hasValue(1);
    }

    @Test
    default void theFirstEntryStartsARowThatHeldOnlyAReceipt() {
        receipts().advancePeer(ALICE, BOB, new Receipt(1, 1), NOON.minusSeconds(9));
        assertThat(row().startedAt()).isEmpty();

        assertThat(index().index(ALICE, BOB, entry(1), NOON)).isTrue();

        assertThat(row().startedAt()).contains(NOON);
        assertThat(row().peerReceipt()).isEqualTo(new Receipt(1, 1));
    }

    @Test
    default void concurrentIndexingEndsAtTheLastEntry() {
        var shuffled = new ArrayList<>(entries(40));
        Collections.shuffle(shuffled, new Random(1));

        new VirtualThreadParallel()
                .all(Calls.each(shuffled, e -> index().index(ALICE, BOB, e, NOON)));

        assertThat(row().lastSeq()).isEqualTo(40);
        assertThat(row().lastMessage()).contains(Preview.of(entry(40)));
        assertThat(row().peerMessages()).isEqualTo(20);
    }

    @Test
    default void everyValidUserIdCanBeIndexed() {
        for (var user : Samples.ODD_USERS) {
            Entry entry = next(Optional.empty(), user, text("hello"));
            index().index(user, BOB, entry, NOON);
            index().indexFrom(PHONE, BOB, user, entry, NOON);

            assertThat(index().find(user, BOB).orElseThrow().lastMessage())
                    .contains(Preview.of(entry));
            assertThat(index().find(BOB, user).orElseThrow().peer()).isEqualTo(user);
        }
    }

    private ConversationRow row() {
        return index().find(ALICE, BOB).orElseThrow();
    }

    private void acknowledge(long seq) {
        var nothingRead = OptionalLong.empty();
        var progress = new Receipts.Progress(PHONE, seq, nothingRead, nothingRead);
        receipts().advanceOwn(ALICE, BOB, progress, NOON);
    }
}
