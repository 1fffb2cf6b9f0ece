package chat.search;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.messages.Settle.Outcome;
import chat.search.OperateBlocks.Progress;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Blocks have four entries.
final class MaintainBlocksTest {
    private static final ConversationId CONVERSATION = ConversationId.of(ALICE, BOB);

    private final Talk talk = new Talk(new InMemoryChat(NOON));

    private void say(int messages) {
        for (int i = 1; i <= messages; i++) {
            talk.say(ALICE, BOB, "text " + i);
        }
    }

    private boolean build(long seq) {
        return talk.chat().services().maintainBlocks().build(CONVERSATION, seq);
    }

    private List<String> texts(long number) {
        return stored(number).orElseThrow().texts().stream().map(TextBlock.Text::text).toList();
    }

    private Optional<TextBlock> stored(long number) {
        return talk.chat().ports().blocks().find(CONVERSATION, number);
    }

    @Test
    void theLastEntryOfABlockBuildsItOnce() {
        say(9);

        assertThat(build(4)).isTrue();
        assertThat(build(8)).isTrue();
        assertThat(build(8)).isFalse();
        assertThat(build(4)).isFalse();

        assertThat(texts(1)).containsExactly("text 1", "text 2", "text 3", "text 4");
        assertThat(texts(2)).containsExactly("text 5", "text 6", "text 7", "text 8");
        assertThat(stored(2).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void anEntryThatEndsNoBlockBuildsNone() {
        say(5);

        assertThat(build(5)).isFalse();
        assertThat(build(8)).isFalse();
        assertThat(stored(1)).isEmpty();
    }

    @Test
    void aBlockHasTheTextsAfterAllOperations() {
        say(2);
        talk.send(ALICE, BOB, 1, new Body.Edit("edited"));
        talk.send(ALICE, BOB, 2, new Body.Remove());
        build(4);

        assertThat(texts(1)).containsExactly("edited");
    }

    @Test
    void operationsRenewTheBlockOfTheirTarget() {
        say(4);
        build(4);

        talk.send(ALICE, BOB, 1, new Body.Edit("edited"));
        assertThat(texts(1)).contains("edited").doesNotContain("text 1");
        talk.send(ALICE, BOB, 1, new Body.Remove());
        assertThat(texts(1)).containsExactly("text 2", "text 3", "text 4");
        talk.send(BOB, ALICE, 2, new Body.Reaction("👍"));

        assertThat(stored(1).orElseThrow().version()).isEqualTo(3);
    }

    /// A builder that is slow must not store a text that was removed meanwhile.
    @Test
    void anOperationBuildsTheBlockThatIsAboutToBeBuilt() {
        say(4);

        talk.send(ALICE, BOB, 1, new Body.Remove());

        assertThat(texts(1)).containsExactly("text 2", "text 3", "text 4");
        assertThat(build(4)).isFalse();
    }

    @Test
    void anOperationOnABlockThatIsNotFullBuildsNone() {
        say(2);

        talk.send(ALICE, BOB, 1, new Body.Remove());

        assertThat(stored(1)).isEmpty();
    }

    /// The removal happens after the builder has read the log, and before it stores the block.
    @Test
    void aRemovalDuringABuildIsNotUndone() {
        say(5);

        during("TextBlocks.put", () -> remove(1)).build(CONVERSATION, 4);

        assertThat(texts(1)).containsExactly("text 2", "text 3", "text 4");
    }

    /// The builder reads the log between the removal's fold and the renewal of its block.
    @Test
    void aBuildDuringARemovalDoesNotUndoIt() {
        say(5);
        talk.with(new Hook("TextBlocks.put", once(() -> build(4))))
                .send(ALICE, BOB, 1, new Body.Remove());

        assertThat(texts(1)).containsExactly("text 2", "text 3", "text 4");
    }

    /// Two removals renew one block; one has read the log before the other was folded.
    @Test
    void ofTwoRemovalsAtOnceNoneIsUndone() {
        say(5);
        build(4);

        during("TextBlocks.put", () -> remove(2)).rebuild(CONVERSATION, 1);

        assertThat(texts(1)).containsExactly("text 1", "text 3", "text 4");
        assertThat(stored(1).orElseThrow().version()).isEqualTo(3);
    }

    /// The text of an edit is erased after the builder has read the message.
    @Test
    void anEditThatIsErasedDuringABuildIsNotStored() {
        say(4);
        talk.send(ALICE, BOB, 1, new Body.Edit("edited"));

        during("MessageLog.current", () -> remove(1)).rebuild(CONVERSATION, 1);

        assertThat(texts(1)).containsExactly("text 2", "text 3", "text 4");
    }

    @Test
    void aWriterThatAlwaysLosesFails() {
        say(5);
        build(4);
        var hook = new Hook("TextBlocks.put", () -> rebuildOnce());

        assertThatThrownBy(
                        () ->
                                talk.chat()
                                        .with(hook)
                                        .services()
                                        .maintainBlocks()
                                        .rebuild(CONVERSATION, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too many changes of block 1");
    }

    private void rebuildOnce() {
        talk.chat().services().maintainBlocks().rebuild(CONVERSATION, 1);
    }

    private void remove(long target) {
        talk.send(ALICE, BOB, target, new Body.Remove());
    }

    /// Returns a service during whose first such call something happens.
    private MaintainBlocks during(String call, Runnable action) {
        return talk.chat().with(new Hook(call, once(action))).services().maintainBlocks();
    }

    private static Runnable once(Runnable action) {
        var first = new AtomicBoolean(true);
        return () -> {
            if (first.getAndSet(false)) {
                action.run();
            }
        };
    }

    @Test
    void settleRenewsTheBlockOfADeadSender() {
        say(4);
        build(4);
        var dies = talk.with(new Hook("TextBlocks.put", this::die));
        assertThatThrownBy(() -> dies.send(ALICE, BOB, 1, new Body.Remove()))
                .isInstanceOf(Death.class);
        assertThat(texts(1)).contains("text 1");
        assertThat(talk.search(ALICE, "text")).hasSize(3);

        assertThat(talk.chat().settle(ALICE, BOB, 5)).isEqualTo(Outcome.FINISHED);

        assertThat(texts(1)).doesNotContain("text 1");
        assertThat(talk.chat().settle(ALICE, BOB, 5)).isEqualTo(Outcome.FINISHED_BEFORE);
    }

    @Test
    void theOperatorCountsAndRebuildsBlocks() {
        say(9);
        build(4);
        var operate = talk.chat().services().operateBlocks();

        assertThat(operate.count(CONVERSATION, Optional.empty()))
                .isEqualTo(new Progress(9, 2, 1, 1, Optional.empty()));
        assertThat(operate.rebuild(CONVERSATION, Optional.empty()))
                .isEqualTo(new Progress(9, 2, 2, 0, Optional.empty()));
        assertThat(operate.count(CONVERSATION, Optional.of(2L)))
                .isEqualTo(new Progress(9, 2, 1, 0, Optional.empty()));
        assertThat(operate.count(ConversationId.of(ALICE, CAROL), Optional.empty()))
                .isEqualTo(new Progress(0, 0, 0, 0, Optional.empty()));
        assertThat(stored(1).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void theOperatorContinuesALongConversation() {
        say(4 * (OperateBlocks.REBUILT_MAX + 2));
        var operate = talk.chat().services().operateBlocks();

        var first = operate.rebuild(CONVERSATION, Optional.empty());
        var second = operate.rebuild(CONVERSATION, first.next());

        assertThat(first.next()).contains(3L);
        assertThat(second.next()).isEmpty();
        assertThat(first.done() + second.done()).isEqualTo(OperateBlocks.REBUILT_MAX + 2);
    }

    private void die() {
        throw new Death();
    }

    /// The end of a function.
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
