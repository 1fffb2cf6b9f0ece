package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.entry;
import static chat.port.Samples.operation;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.Fold;
import chat.domain.UserId;
import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// The contract of folding operations onto their targets in a [MessageLog].
public interface FoldContract {
    /// Returns the adapter under test, empty.
    MessageLog log();

    /// Returns a log of a message of Alice and operations on it.
    private static List<Entry> withOperations() {
        var entries = new ArrayList<Entry>();
        entries.add(Samples.next(Optional.empty(), ALICE, text("at six")));
        add(entries, ALICE, new Body.Edit("at seven"));
        add(entries, BOB, new Body.Reaction("👍"));
        add(entries, ALICE, new Body.Edit("at eight"));
        add(entries, ALICE, new Body.Reaction("😀"));
        add(entries, BOB, new Body.Reaction(""));
        add(entries, ALICE, new Body.Remove());
        add(entries, ALICE, new Body.Remove());
        return entries;
    }

    private static void add(List<Entry> entries, UserId from, Body.Content body) {
        entries.add(operation(entries.getLast(), from, 1, body));
    }

    private void append(ConversationId conversation, List<Entry> entries) {
        entries.forEach(entry -> log().append(conversation, entry));
    }

    @Test
    default void anOperationIsReadBackUnchanged() {
        append(CONVERSATION, withOperations());

        assertThat(log().after(CONVERSATION, 0, 10)).isEqualTo(withOperations());
    }

    @Test
    default void aForwardedReplyIsReadBackUnchanged() {
        Entry reply = operation(entry(1), BOB, 1, new Body.Text("yes", Body.Text.FORWARDED_MAX));
        append(CONVERSATION, List.of(entry(1), reply));

        assertThat(log().current(CONVERSATION, 2)).contains(reply);
    }

    @Test
    default void aMessageHasTheEffectOfEachFold() {
        List<Entry> entries = withOperations();
        append(CONVERSATION, entries);
        Entry expected = entries.getFirst();

        for (Entry operation : entries.subList(1, entries.size())) {
            expected = expected.with(operation);
            assertThat(log().fold(CONVERSATION, operation)).isEqualTo(expected);
            assertThat(log().current(CONVERSATION, 1)).contains(expected);
        }
        assertThat(expected.body()).isEmpty();
        assertThat(expected.salt()).isEmpty();
        assertThat(expected.fold().removedBy()).hasValue(7);
    }

    @Test
    default void foldsInAnyOrderAndRepeatedGiveTheSame() {
        List<Entry> entries = withOperations();
        Entry expected = entries.getFirst();
        for (Entry operation : entries.subList(1, entries.size())) {
            expected = expected.with(operation);
        }
        for (int seed = 0; seed < 20; seed++) {
            var conversation = new ConversationId("order-" + seed);
            append(conversation, entries);
            var order = new ArrayList<>(entries.subList(1, entries.size()));
            order.addAll(order.subList(0, 3));
            Collections.shuffle(order, new Random(seed));

            order.forEach(operation -> log().fold(conversation, operation));

            assertThat(log().current(conversation, 1)).contains(expected);
        }
    }

    /// So of a removal and an edit at the same moment one erases the edit's text.
    @Test
    default void ofFoldsAtTheSameMomentTheLaterOneSeesTheEarlier() {
        List<Entry> entries = withOperations();
        for (int round = 1; round <= 10; round++) {
            var conversation = new ConversationId("race-" + round);
            append(conversation, entries);
            List<Supplier<Entry>> calls =
                    List.of(
                            () -> log().fold(conversation, entries.get(1)),
                            () -> log().fold(conversation, entries.get(6)));

            var folds = new VirtualThreadParallel().all(calls).stream().map(Entry::fold).toList();

            assertThat(folds.getFirst().isRemoved() || !folds.getLast().edits().isEmpty()).isTrue();
        }
    }

    @Test
    default void anErasedEntryKeepsEverythingButItsBodyAndSalt() {
        List<Entry> entries = withOperations();
        append(CONVERSATION, entries);

        log().erase(CONVERSATION, 2);
        log().erase(CONVERSATION, 2);

        assertThat(log().current(CONVERSATION, 2)).contains(entries.get(1).erased());
        assertThat(log().after(CONVERSATION, 2, 1)).containsExactly(entries.get(2));
    }

    @Test
    default void anOperationWithoutItsTargetMakesNoEntry() {
        Entry edit = operation(entry(1), ALICE, 1, new Body.Edit("nowhere"));

        assertThatThrownBy(() -> log().fold(CONVERSATION, edit))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("entry 2 has no target 1");
        assertThat(log().after(CONVERSATION, 0, 10)).isEmpty();
    }

    @Test
    default void aMessageWithoutOperationsHasNoFold() {
        append(CONVERSATION, List.of(entry(1)));

        assertThat(log().current(CONVERSATION, 1).orElseThrow().fold()).isEqualTo(Fold.NONE);
        assertThat(log().current(CONVERSATION, 2)).isEmpty();
    }
}
