package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Fold;
import chat.domain.Preview;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryServices;
import chat.inmemory.Sent;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.HistoryPage;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Operations on messages. Alice has written entry 1 and Bob entry 2.
final class OperationsTest {
    private static final Position END = new Position.After(2);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller laptop = chat.online(ALICE, LAPTOP, "alice-laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");
    private long number = 100;

    OperationsTest() {
        chat.send(alice, BOB, 1, new Position.After(0));
        chat.send(bob, ALICE, 1, new Position.After(1));
        List.of(alice, laptop, bob).forEach(chat::take);
    }

    private ServerFrame operate(Caller caller, long target, Body.Content body) {
        UserId to = caller.user().equals(ALICE) ? BOB : ALICE;
        return chat.send(caller, to, ++number, END, target, body);
    }

    private Entry accepted(Caller caller, long target, Body.Content body) {
        return ((Accepted) operate(caller, target, body)).entry();
    }

    private ErrorCode rejected(Caller caller, long target, Body.Content body) {
        int before = log().size();
        ErrorCode code = ((Rejected) operate(caller, target, body)).code();
        assertThat(log()).hasSize(before);
        return code;
    }

    private List<Entry> log() {
        return chat.ports().log().entries(CONVERSATION);
    }

    private Entry entry(int seq) {
        return log().get(seq - 1);
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().find(user, peer).orElseThrow();
    }

    private List<String> previews() {
        return List.of(
                row(ALICE, BOB).lastMessage().map(Preview::text).orElseThrow(),
                row(BOB, ALICE).lastMessage().map(Preview::text).orElseThrow());
    }

    @Test
    void anEditIsAnEntryThatReachesEveryDevice() {
        Entry edit = accepted(alice, 1, new Body.Edit("better"));

        assertThat(edit.seq()).isEqualTo(3);
        assertThat(Sent.seqs(chat.take(bob))).containsExactly(3L);
        assertThat(Sent.seqs(chat.take(laptop))).containsExactly(3L);
        assertThat(entry(1).fold().textFrom()).hasValue(3);
        assertThat(row(BOB, ALICE).lastSeq()).isEqualTo(3);
        assertThat(row(ALICE, BOB).lastSeq()).isEqualTo(3);
    }

    @Test
    void operationsAreNotUnreadAndAreNotTheLastMessage() {
        long unread = row(BOB, ALICE).unread();

        accepted(alice, 1, new Body.Edit("better"));
        accepted(alice, 2, new Body.Reaction("👍"));

        assertThat(row(BOB, ALICE).unread()).isEqualTo(unread);
        assertThat(row(BOB, ALICE).lastMessage().orElseThrow().seq()).isEqualTo(2);
    }

    @Test
    void thePreviewIsTheLastMessageAsEditedAndThenRemoved() {
        accepted(bob, 2, new Body.Edit("better"));
        assertThat(previews()).containsExactly("better", "better");

        accepted(bob, 2, new Body.Remove());
        assertThat(previews()).containsExactly("", "");
    }

    @Test
    void aRemovalErasesTheTextOfTheMessageAndOfItsEdits() {
        accepted(alice, 1, new Body.Edit("secret 1"));
        accepted(alice, 1, new Body.Edit("secret 2"));

        Entry removal = accepted(alice, 1, new Body.Remove());

        assertThat(entry(1).fold().removedBy()).hasValue(removal.seq());
        assertThat(log().subList(2, 4)).allSatisfy(edit -> assertThat(edit.body()).isEmpty());
        assertThat(entry(1).body()).isEmpty();
        assertThat(entry(1).salt()).isEmpty();
        assertThat(log().toString()).doesNotContain("secret");
    }

    @Test
    void theRepeatedEditOfARemovedMessageIsErasedAndPushedWithoutItsText() {
        accepted(alice, 1, new Body.Edit("secret"));
        long edit = number;
        accepted(alice, 1, new Body.Remove());
        chat.take(bob);

        var reply = (Accepted) chat.send(alice, BOB, edit, END, 1, new Body.Edit("secret"));

        assertThat(reply.entry().seq()).isEqualTo(3);
        assertThat(reply.entry().salt()).isEmpty();
        assertThat(String.join("", chat.take(bob))).contains("erased").doesNotContain("secret");
    }

    @Test
    void aReactionOfEachMemberCountsUntilItIsTakenBack() {
        accepted(alice, 1, new Body.Reaction("😀"));
        accepted(bob, 1, new Body.Reaction("👍"));
        assertThat(entry(1).fold().reactions())
                .containsEntry(ALICE, new Fold.Reaction(3, "😀"))
                .containsEntry(BOB, new Fold.Reaction(4, "👍"));

        accepted(bob, 1, new Body.Reaction(""));

        assertThat(entry(1).fold().reactions()).containsEntry(BOB, new Fold.Reaction(5, ""));
    }

    @Test
    void aThousandReactionsOnOneMessageLeaveTheLastOne() {
        chat.ports().clock().advance(Duration.ofMinutes(1));
        for (int i = 0; i < 1_000; i++) {
            String emoji = i % 2 == 0 ? "👍" : "😀";
            chat.send(bob, ALICE, ++number, new Position.After(2 + i), 1, new Body.Reaction(emoji));
        }

        assertThat(log()).hasSize(1_002);
        assertThat(entry(1).fold().reactions()).containsOnlyKeys(BOB);
        assertThat(entry(1).fold().reactions().get(BOB)).isEqualTo(new Fold.Reaction(1_002, "😀"));
        assertThat(row(ALICE, BOB).unread()).isEqualTo(1);
        assertThat(row(ALICE, BOB).operations()).isEqualTo(1_000);
    }

    @Test
    void onlyOnesOwnMessageCanBeEditedOrRemoved() {
        assertThat(operate(alice, 2, new Body.Edit("better")))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
                            assertThat(rejected.message())
                                    .isEqualTo("target must be your own message");
                        });
        assertThat(rejected(alice, 2, new Body.Remove())).isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void anOperationNeedsAMessageThatIsNotRemoved() {
        assertThat(rejected(alice, 9, new Body.Edit("better"))).isEqualTo(ErrorCode.TARGET_GONE);
        Entry edit = accepted(alice, 1, new Body.Edit("better"));
        assertThat(rejected(bob, edit.seq(), new Body.Reaction("👍")))
                .isEqualTo(ErrorCode.TARGET_GONE);
        accepted(alice, 1, new Body.Remove());

        assertThat(rejected(bob, 1, new Body.Reaction("👍"))).isEqualTo(ErrorCode.TARGET_GONE);
        assertThat(rejected(alice, 1, new Body.Edit("again"))).isEqualTo(ErrorCode.TARGET_GONE);
        assertThat(rejected(alice, 1, new Body.Remove())).isEqualTo(ErrorCode.TARGET_GONE);
    }

    @Test
    void editsAndRemovalsEndWithTheirWindows() {
        var rules = InMemoryServices.RULES;
        chat.ports().clock().advance(Duration.ofMinutes(rules.editWindowMinutes()));
        accepted(alice, 1, new Body.Edit("just in time"));

        chat.ports().clock().advance(Duration.ofMillis(1));
        assertThat(rejectedLater(new Body.Edit("too late"))).isEqualTo(ErrorCode.TOO_LATE);
        chat.ports().clock().advance(Duration.ofMinutes(rules.removeWindowMinutes()));
        assertThat(rejectedLater(new Body.Remove())).isEqualTo(ErrorCode.TOO_LATE);
        assertThat(laterReply(new Body.Reaction("👍"))).isInstanceOf(Accepted.class);
    }

    private ErrorCode rejectedLater(Body.Content body) {
        return ((Rejected) laterReply(body)).code();
    }

    /// A new connection, since the token of the first one has expired by then.
    private ServerFrame laterReply(Body.Content body) {
        Caller later = chat.online(ALICE, PHONE, "alice-later-" + ++number);
        return chat.send(later, BOB, ++number, END, 1, body);
    }

    @Test
    void aMessageCanBeEditedTenTimes() {
        for (int i = 1; i <= InMemoryServices.RULES.editsMax(); i++) {
            accepted(alice, 1, new Body.Edit("edit " + i));
        }

        assertThat(rejected(alice, 1, new Body.Edit("one more"))).isEqualTo(ErrorCode.TOO_LATE);
    }

    @Test
    void aBlockStopsEverythingButARemoval() {
        var settings =
                new ClientFrame.Conversation(
                        Optional.empty(), ALICE, Map.of(Setting.BLOCKED, true));
        chat.services().changeConversation().handle(bob, settings, chat.now());

        assertThat(rejected(alice, 1, new Body.Edit("better")))
                .isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        assertThat(rejected(alice, 2, new Body.Reaction("👍")))
                .isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        assertThat(rejected(bob, 2, new Body.Edit("better")))
                .isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        assertThat(operate(alice, 1, new Body.Remove())).isInstanceOf(Accepted.class);
        assertThat(operate(bob, 2, new Body.Remove())).isInstanceOf(Accepted.class);
    }

    @Test
    void aReplyNamesAnEntryOfTheLog() {
        Entry reply = accepted(bob, 1, new Body.Text("yes", 1));

        assertThat(reply.kind().isMessage()).isTrue();
        assertThat(reply.target()).isEqualTo(1);
        assertThat(rejected(bob, 99, new Body.Text("to nothing"))).isEqualTo(ErrorCode.TARGET_GONE);
    }

    @Test
    void aPageWithFoldHasTheStateOfItsMessages() {
        accepted(alice, 1, new Body.Edit("old"));
        Entry edit = accepted(alice, 1, new Body.Edit("new"));
        accepted(bob, 1, new Body.Reaction("👍"));
        accepted(bob, 2, new Body.Remove());
        var frame =
                new ClientFrame.History(
                        Optional.empty(), BOB, new ClientFrame.Range.Before(3), 2, true);

        var page = (HistoryPage) chat.services().history().handle(alice, frame);

        assertThat(page.entries()).containsExactly(entry(1), entry(2));
        assertThat(page.state().orElseThrow())
                .singleElement()
                .satisfies(
                        state -> {
                            assertThat(state.message()).isEqualTo(entry(1));
                            assertThat(state.edit()).contains(edit);
                            assertThat(state.reactions()).hasSize(1);
                        });
    }

    @Test
    void settlingAFinishedOperationWritesNothing() {
        Entry edit = accepted(alice, 1, new Body.Edit("better"));
        Entry removal = accepted(alice, 1, new Body.Remove());
        Entry reaction = accepted(alice, 2, new Body.Reaction("👍"));
        var before = chat.ports().snapshot();

        for (Entry operation : List.of(edit, removal, reaction)) {
            assertThat(chat.settle(ALICE, BOB, operation.seq()))
                    .isEqualTo(Settle.Outcome.FINISHED_BEFORE);
        }
        assertThat(chat.settle(ALICE, BOB, 1)).isEqualTo(Settle.Outcome.NO_OPERATION);
        assertThat(chat.settle(ALICE, BOB, 99)).isEqualTo(Settle.Outcome.NO_OPERATION);
        assertThat(chat.ports().snapshot()).isEqualTo(before);
    }
}
