package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;
import static chat.port.Samples.entry;
import static chat.port.Samples.operation;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The contract of moving rows to operations in a [ConversationIndex]. The log: three messages of
/// which Bob wrote the second, an edit of the third by Alice, a reaction of Bob to the first, and
/// the removal of the third.
public interface OperationIndexContract {
    Entry EDIT = operation(entry(3), ALICE, 3, new Body.Edit("at seven"));
    Entry REACTION = operation(EDIT, BOB, 1, new Body.Reaction("👍"));
    Entry REMOVAL = operation(REACTION, ALICE, 3, new Body.Remove());
    Preview ORIGINAL = Preview.of(entry(3));
    Preview EDITED = Preview.folded(entry(3).with(EDIT), Optional.of(new Body.Edit("at seven")));
    Preview REMOVED = Preview.folded(entry(3).with(EDIT).with(REMOVAL), Optional.empty());

    /// Returns the adapter under test, empty.
    ConversationIndex index();

    private ConversationRow row() {
        return index().find(ALICE, BOB).orElseThrow();
    }

    private boolean move(Entry operation, Optional<Preview> lastMessage) {
        return move(Optional.empty(), operation, lastMessage);
    }

    private boolean move(Optional<DeviceId> device, Entry to, Optional<Preview> lastMessage) {
        return index().indexOperation(device, ALICE, BOB, to, lastMessage, NOON.plusSeconds(9));
    }

    @Test
    default void anEditOfTheLastMessageMovesTheRowAndItsPreview() {
        index().index(ALICE, BOB, entry(3), NOON);

        assertThat(move(EDIT, Optional.of(EDITED))).isTrue();

        assertThat(row().lastSeq()).isEqualTo(4);
        assertThat(row().lastMessage()).contains(EDITED);
        assertThat(row().peerMessages()).isEqualTo(1);
        assertThat(row().operations()).isEqualTo(1);
        assertThat(row().startedAt()).contains(NOON);
    }

    @Test
    default void anOperationOnAnotherMessageLeavesThePreview() {
        index().index(ALICE, BOB, entry(3), NOON);

        assertThat(move(REACTION, Optional.empty())).isTrue();

        assertThat(row().lastSeq()).isEqualTo(5);
        assertThat(row().lastMessage()).contains(ORIGINAL);
        assertThat(row().operations()).isEqualTo(2);
    }

    @Test
    default void aRowWithoutTheLastMessageNeedsItsPreview() {
        assertThat(move(REACTION, Optional.empty())).isFalse();
        assertThat(index().find(ALICE, BOB)).isEmpty();
        index().index(ALICE, BOB, entry(2), NOON);
        assertThat(move(REACTION, Optional.empty())).isFalse();
        assertThat(row().lastSeq()).isEqualTo(2);

        assertThat(move(REACTION, Optional.of(EDITED))).isTrue();

        assertThat(row().lastSeq()).isEqualTo(5);
        assertThat(row().lastMessage()).contains(EDITED);
    }

    @Test
    default void theNextMessageReplacesThePreviewAndKeepsTheCount() {
        index().index(ALICE, BOB, entry(3), NOON);
        move(EDIT, Optional.of(EDITED));
        Entry next = Samples.next(Optional.of(EDIT), BOB, text("fine"));

        index().index(ALICE, BOB, next, NOON);

        assertThat(row().lastMessage()).contains(Preview.of(next));
        assertThat(row().operations()).isEqualTo(1);
        assertThat(row().peerMessages()).isEqualTo(2);
    }

    @Test
    default void anEditOfAMessageThatIsNoLongerTheLastChangesNoPreview() {
        Entry next = Samples.next(Optional.of(EDIT), BOB, text("fine"));
        index().index(ALICE, BOB, next, NOON);

        assertThat(move(EDIT, Optional.of(EDITED))).isTrue();

        assertThat(row().lastSeq()).isEqualTo(5);
        assertThat(row().lastMessage()).contains(Preview.of(next));
    }

    /// Each writer has the text as of some moment; the latest text stays.
    @Test
    default void movesInAnyOrderAndRepeatedEndAtTheSameRow() {
        for (int seed = 0; seed < 50; seed++) {
            var user = new UserId("user-" + seed);
            var moves = new ArrayList<Runnable>();
            moves.add(() -> index().index(user, BOB, entry(3), NOON));
            for (Preview preview : List.of(ORIGINAL, EDITED, REMOVED)) {
                moves.add(() -> moveOf(user, EDIT, Optional.of(preview)));
            }
            moves.add(() -> moveOf(user, REACTION, Optional.of(ORIGINAL)));
            moves.add(() -> moveOf(user, REACTION, Optional.empty()));
            moves.add(() -> moveOf(user, REMOVAL, Optional.of(REMOVED)));
            moves.add(moves.get(seed % moves.size()));
            Collections.shuffle(moves, new Random(seed));

            moves.forEach(Runnable::run);

            ConversationRow row = index().find(user, BOB).orElseThrow();
            assertThat(row.lastSeq()).isEqualTo(6);
            Preview shown = row.lastMessage().orElseThrow();
            assertThat(shown.text()).isEmpty();
            assertThat(shown.version()).isEqualTo(2);
            assertThat(row.operations()).isEqualTo(3);
            assertThat(row.peerMessages()).isEqualTo(1);
        }
    }

    private void moveOf(UserId user, Entry operation, Optional<Preview> lastMessage) {
        index().indexOperation(Optional.empty(), user, BOB, operation, lastMessage, NOON);
    }

    @Test
    default void aCursorThatIsNotRightBeforeTheOperationStays() {
        index().index(ALICE, BOB, entry(3), NOON);

        move(Optional.of(PHONE), EDIT, Optional.of(EDITED));

        assertThat(row().lastSeq()).isEqualTo(4);
        assertThat(row().cursor(PHONE)).isEmpty();
    }

    @Test
    default void theCursorRightBeforeMovesWithTheRow() {
        index().indexFrom(PHONE, ALICE, BOB, entry(1), NOON);
        Entry own = operation(entry(1), ALICE, 1, new Body.Reaction("👍"));

        assertThat(move(Optional.of(PHONE), own, Optional.empty())).isTrue();

        assertThat(row().lastSeq()).isEqualTo(2);
        assertThat(row().cursor(PHONE)).hasValue(2);
    }

    @Test
    default void aReactionMakesNoContact() {
        Entry own = operation(entry(1), BOB, 1, new Body.Reaction("👍"));
        index().index(BOB, ALICE, entry(1), NOON);

        index().indexOperation(Optional.empty(), BOB, ALICE, own, Optional.empty(), NOON);

        var relation = index().find(BOB, ALICE).orElseThrow().relation();
        assertThat(relation.contact()).isFalse();
        assertThat(relation.contactOf()).isTrue();
    }
}
