package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Hidden;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.VirtualThreadParallel;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.FrameSize;
import chat.protocol.Hide;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.HiddenOf;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// Bob has a phone and a laptop, Alice has a phone. Alice has written three messages; Bob hides
/// some.
final class HideMessagesTest {
    private static final Optional<String> R1 = Optional.of("r1");

    private InMemoryChat chat = new InMemoryChat(NOON);
    private Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private Caller phone = chat.online(BOB, PHONE, "bob-phone");
    private Caller laptop = chat.online(BOB, LAPTOP, "bob-laptop");

    HideMessagesTest() {
        write();
    }

    @Test
    void hiddenMessagesAreAnsweredAndPushedToTheUsersOtherDevicesOnly() {
        assertThat(hide(chat, phone, 1, 3)).isEqualTo(answered(1, 0));

        assertThat(chat.take(laptop)).containsExactly(pushed(new Hidden(1, 0), List.of(1L, 3L)));
        assertThat(chat.take(phone)).isEmpty();
        assertThat(chat.take(alice)).isEmpty();
        assertThat(seqs(0)).containsExactly(1L, 3L);
    }

    @Test
    void aClearedConversationIsAnsweredAndPushedToTheUsersOtherDevicesOnly() {
        assertThat(clear(phone, 2)).isEqualTo(answered(0, 2));

        assertThat(chat.take(laptop)).containsExactly(pushed(new Hidden(0, 2), List.of()));
        assertThat(chat.take(alice)).isEmpty();
        assertThat(row(ALICE, BOB).hidden()).isEqualTo(Hidden.NONE);
    }

    @Test
    void aSmallerClearChangesNothing() {
        clear(phone, 3);

        assertThat(clear(phone, 1)).isEqualTo(answered(0, 3));
    }

    @Test
    void aDeviceThatWasAwayLearnsWhatIsHiddenOfAnOldConversation() {
        chat.ack(laptop, ALICE, 3);
        chat.lose(laptop);
        chat.ports().clock().advance(Duration.ofDays(60));
        hide(chat, phone, 2);
        clear(phone, 1);

        Caller back = chat.online(BOB, LAPTOP, "bob-back", Optional.of(chat.now()));
        chat.catchUp(back);

        assertThat(chat.take(back))
                .singleElement()
                .asString()
                .contains("\"hiddenVersion\":1")
                .contains("\"clearedTo\":1");
        assertThat(since(0))
                .isEqualTo(new HiddenOf(R1, ALICE, new Hidden(1, 1), List.of(2L), none()));
    }

    @Test
    void hidingMovesNeitherUnreadNorReceipts() {
        ConversationRow before = row(BOB, ALICE);

        hide(chat, phone, 1, 2, 3);
        clear(phone, 3);

        assertThat(row(BOB, ALICE).unread()).isEqualTo(before.unread()).isEqualTo(3);
        assertThat(row(BOB, ALICE).receipt()).isEqualTo(before.receipt());
        assertThat(row(BOB, ALICE).lastMessage()).isEqualTo(before.lastMessage());
        assertThat(row(BOB, ALICE).shownMessage()).isEmpty();
    }

    @Test
    void entriesBeyondTheLogAreRejected() {
        assertThat(code(hide(chat, phone, 3, 4))).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(code(clear(phone, 4))).isEqualTo(ErrorCode.INVALID_FIELD);

        assertThat(row(BOB, ALICE).hidden()).isEqualTo(Hidden.NONE);
        assertThat(seqs(0)).isEmpty();
    }

    /// The sender died before it wrote the rows.
    @Test
    void anEntryThatTheRowDoesNotKnowCanBeHidden() {
        var dies =
                Hook.after(
                        "MessageLog.append",
                        () -> {
                            throw new IllegalStateException("dies");
                        });
        assertThatThrownBy(() -> chat.with(dies).send(alice, BOB, 4, new Position.After(3)))
                .hasMessage("dies");
        assertThat(row(BOB, ALICE).lastSeq()).isEqualTo(3);

        assertThat(hide(chat, phone, 4)).isEqualTo(answered(1, 0));
    }

    @Test
    void aConversationWithOneselfOrWithoutEntriesIsRejected() {
        assertThat(code(send(chat, phone, new Hide.Messages(R1, BOB, List.of(1L)))))
                .isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(code(send(chat, phone, new Hide.Clear(R1, CAROL, 1))))
                .isEqualTo(ErrorCode.INVALID_FIELD);

        assertThat(chat.ports().conversations().all(BOB)).hasSize(1);
    }

    @Test
    void theBlocksAreWrittenBeforeTheRow() {
        var faults = Faults.none();
        hide(chat.with(faults), phone, 1);

        assertThat(faults.calls())
                .containsExactly(
                        "HiddenMessages.row",
                        "HiddenMessages.add",
                        "HiddenMessages.publish",
                        "Connections.of",
                        "Gateway.post");
    }

    @Test
    void theRowIsReadBeforeTheBlocks() {
        var faults = Faults.none();
        send(chat.with(faults), phone, new Hide.Since(R1, ALICE, 0, 0));

        assertThat(faults.calls()).containsExactly("HiddenMessages.row", "HiddenMessages.since");
    }

    /// Whatever fails, the blocks contain what the row's version promises, and a retry completes.
    @ParameterizedTest
    @EnumSource
    void aRetryCompletesAChangeThatFailedAtAnyCall(Kind kind) {
        for (int at = 1; at <= 4; at++) {
            reset();
            var faults = new Faults(at, kind);

            assertThatThrownBy(() -> hide(chat.with(faults), phone, 1, 3))
                    .isInstanceOf(Fault.class);
            if (row(BOB, ALICE).hidden().version() > 0) {
                assertThat(seqs(0)).containsExactly(1L, 3L);
            }
            hide(chat, phone, 1, 3);

            assertThat(seqs(0)).containsExactly(1L, 3L);
            assertThat(row(BOB, ALICE).hidden().version()).isBetween(1L, 2L);
            assertThat(chat.take(laptop))
                    .last()
                    .isEqualTo(pushed(row(BOB, ALICE).hidden(), List.of(1L, 3L)));
        }
    }

    /// The laptop changes the same block between any two calls of the phone. A device that asks
    /// after each version it sees misses nothing.
    @Test
    void aChangeBetweenAnyTwoCallsOfAnotherIsNotMissed() {
        for (String call : List.of("HiddenMessages.add", "HiddenMessages.publish")) {
            reset();
            var other =
                    new Hook(
                            call,
                            () -> {
                                if (row(BOB, ALICE).hidden().version() == 0) {
                                    hide(chat, laptop, 2);
                                    assertThat(seqs(0)).contains(2L);
                                }
                            });

            assertThat(hide(chat.with(other), phone, 1)).isEqualTo(answered(2, 0));

            assertThat(seqs(1)).as("a device that has version 1").contains(1L);
            assertThat(seqs(0)).containsExactly(1L, 2L);
        }
    }

    @Test
    void changesAtTheSameMomentAllTakeEffectOrAreRefusedForNow() {
        var parallel = new VirtualThreadParallel();
        List<Supplier<ServerFrame>> calls = new ArrayList<>();
        for (long seq = 1; seq <= 3; seq++) {
            long one = seq;
            calls.add(() -> hide(chat, phone, one));
            calls.add(() -> hide(chat, laptop, one));
        }

        for (ServerFrame answer : parallel.all(calls)) {
            if (answer instanceof Rejected rejected) {
                assertThat(rejected.code()).isEqualTo(ErrorCode.CONFLICT);
                assertThat(rejected.retryAfter()).isPresent();
            }
        }
        hide(chat, phone, 1, 2, 3);

        assertThat(seqs(0)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theLargestAnswerFitsIntoAFrame() {
        long large = 9_007_199_254_740_991L;
        List<Long> seqs =
                LongStream.rangeClosed(large - HideMessages.PAGE + 1, large).boxed().toList();
        var frame =
                new HiddenOf(
                        Optional.of("r".repeat(64)),
                        new UserId("\"".repeat(UserId.LENGTH_MAX)),
                        new Hidden(large, large),
                        seqs,
                        Optional.of(large));

        assertThat(FrameEncoder.encode(frame).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(FrameSize.BYTES_MAX);
    }

    private static ServerFrame hide(InMemoryChat by, Caller caller, long... seqs) {
        return send(by, caller, new Hide.Messages(R1, ALICE, LongStream.of(seqs).boxed().toList()));
    }

    private ServerFrame clear(Caller caller, long upTo) {
        return send(chat, caller, new Hide.Clear(R1, ALICE, upTo));
    }

    private ServerFrame since(long version) {
        return send(chat, laptop, new Hide.Since(R1, ALICE, version, 0));
    }

    private static ServerFrame send(InMemoryChat by, Caller caller, Hide frame) {
        return by.services().hideMessages().handle(caller, frame, by.now());
    }

    private List<Long> seqs(long version) {
        return ((HiddenOf) since(version)).seqs();
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().row(user, peer);
    }

    private static HiddenOf answered(long version, long clearedTo) {
        return new HiddenOf(R1, ALICE, new Hidden(version, clearedTo), List.of(), none());
    }

    private static String pushed(Hidden hidden, List<Long> seqs) {
        return FrameEncoder.encode(new HiddenOf(none(), ALICE, hidden, seqs, none()));
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static ErrorCode code(ServerFrame frame) {
        return ((Rejected) frame).code();
    }

    private void reset() {
        chat = new InMemoryChat(NOON);
        alice = chat.online(ALICE, PHONE, "alice-phone");
        phone = chat.online(BOB, PHONE, "bob-phone");
        laptop = chat.online(BOB, LAPTOP, "bob-laptop");
        write();
    }

    private void write() {
        for (long number = 1; number <= 3; number++) {
            chat.send(alice, BOB, number, new Position.After(number - 1));
        }
        chat.take(alice);
        chat.take(phone);
        chat.take(laptop);
    }
}
