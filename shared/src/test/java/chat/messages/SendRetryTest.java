package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.Entry;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryChat;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A retried message is the same message, regardless of what happened in between.
final class SendRetryTest {
    private static final Position START = new Position.After(0);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");

    @Test
    void aRetryFindsItsEntryAndIsPushedAgain() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.take(bob);
        chat.ports().clock().advance(Duration.ofMinutes(1));

        ServerFrame retry = chat.send(phone, BOB, 1, START);

        assertThat(retry).isEqualTo(first);
        assertThat(log()).hasSize(1);
        assertThat(chat.take(bob)).containsExactly(pushed(ALICE, log().getFirst()));
    }

    @Test
    void aRetryFindsItsEntryADayLater() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.ports().clock().advance(Duration.ofDays(1));

        assertThat(chat.send(phone, BOB, 1, START)).isEqualTo(first);
        assertThat(log()).hasSize(1);
    }

    @Test
    void aRetryFindsItsEntryAfterThirtyOthers() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        for (int number = 2; number <= 31; number++) {
            chat.send(bob, ALICE, number, new Position.After(number - 1));
        }

        assertThat(chat.send(phone, BOB, 1, START)).isEqualTo(first);
        assertThat(log()).hasSize(31);
    }

    @Test
    void aRetryFromAnotherConnectionFindsTheSameEntry() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.lose(phone);
        Caller again = chat.online(ALICE, PHONE, "alice-phone-2");

        assertThat(chat.send(again, BOB, 1, START)).isEqualTo(first);
        assertThat(log()).hasSize(1);
    }

    @Test
    void theSameIdFromTheOtherMemberIsAnotherMessage() {
        chat.send(phone, BOB, 1, START);

        assertThat(chat.send(bob, ALICE, 1, START)).isInstanceOf(Accepted.class);
        assertThat(log()).extracting(Entry::from).containsExactly(ALICE, BOB);
    }

    @Test
    void theSameIdInAnotherConversationIsAnotherMessage() {
        chat.online(CAROL, PHONE, "carol");
        chat.send(phone, BOB, 1, START);

        assertThat(chat.send(phone, CAROL, 1, START)).isInstanceOf(Accepted.class);
    }

    /// One request compares at most a thousand entries, so a device that was offline for long syncs
    /// first.
    @Test
    void moreThanAThousandUnseenEntriesAreAConflictUntilASync() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        fill(1_001);

        assertThat(rejection(chat.send(phone, BOB, 1, START)).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(chat.send(phone, BOB, 1, new Position.At(1))).isEqualTo(first);
        assertThat(log()).hasSize(1_001);
    }

    @Test
    void aThousandUnseenEntriesAreCompared() {
        fill(1_000);

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
        assertThat(log()).hasSize(1_001);
    }

    @Test
    void aMessageWithAKnownSequenceIsFoundByIt() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        fill(50);
        chat.take(bob);
        var faults = Faults.none();

        ServerFrame retry = chat.with(faults).send(phone, BOB, 1, new Position.At(1));

        assertThat(retry).isEqualTo(first);
        assertThat(chat.take(bob)).hasSize(1);
        assertThat(faults.calls()).containsOnlyOnce("MessageLog.find");
        assertThat(faults.calls()).doesNotContain("MessageLog.newest", "MessageLog.append");
    }

    @Test
    void aSequenceOfAnotherMessageIsRejected() {
        chat.send(phone, BOB, 1, START);

        for (long seq : new long[] {1, 2}) {
            Rejected rejected = rejection(chat.send(phone, BOB, 2, new Position.At(seq)));
            assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(rejected.message()).startsWith("seq ");
        }
        assertThat(log()).hasSize(1);
    }

    @Test
    void aPositionBeyondTheLogIsRejected() {
        chat.send(phone, BOB, 1, START);

        Rejected rejected = rejection(chat.send(phone, BOB, 2, new Position.After(2)));

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith("after ");
        assertThat(log()).hasSize(1);
    }

    /// The message is in the log, so its retry gets the same answer.
    @Test
    void aRetryAfterABlockGetsTheSameAnswer() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.ports().conversations().change(BOB, ALICE, Map.of(Setting.BLOCKED, true), NOON);

        assertThat(chat.send(phone, BOB, 1, START)).isEqualTo(first);
    }

    private void fill(int seqs) {
        for (long seq = log().size() + 1L; seq <= seqs; seq++) {
            chat.send(bob, ALICE, 10_000 + seq, new Position.After(seq - 1));
        }
    }

    private List<Entry> log() {
        return chat.ports().log().entries(CONVERSATION);
    }

    private static String pushed(UserId peer, Entry entry) {
        return FrameEncoder.encode(
                new ServerFrame.Messages(peer, OptionalLong.empty(), List.of(entry)));
    }

    private static Rejected rejection(ServerFrame reply) {
        assertThat(reply).isInstanceOf(Rejected.class);
        return (Rejected) reply;
    }
}
