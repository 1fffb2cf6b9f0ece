package chat.service;

import static chat.service.Samples.ALICE;
import static chat.service.Samples.BOB;
import static chat.service.Samples.CAROL;
import static chat.service.Samples.CONVERSATION;
import static chat.service.Samples.LAPTOP;
import static chat.service.Samples.NOON;
import static chat.service.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationRow;
import chat.domain.ConversationRow.Settings;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.User;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.VirtualThreadParallel;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

final class SendMessageTest {
    private static final Position START = new Position.After(0);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller laptop = chat.online(ALICE, LAPTOP, "alice-laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");

    @Test
    void aMessageIsLoggedIndexedPushedAndAccepted() {
        ServerFrame reply = chat.send(phone, BOB, 1, START);

        Entry entry = log().getFirst();
        assertThat(reply).isEqualTo(new Accepted(Optional.of("r1"), BOB, entry));
        assertThat(log()).hasSize(1);
        assertThat(entry.from()).isEqualTo(ALICE);
        assertThat(entry.sentAt()).isEqualTo(NOON);
        assertThat(row(ALICE, BOB).lastMessage()).contains(Preview.of(entry));
        assertThat(row(BOB, ALICE).lastMessage()).contains(Preview.of(entry));
        assertThat(row(BOB, ALICE).unread()).isEqualTo(1);
        assertThat(row(ALICE, BOB).unread()).isZero();
        assertThat(chat.take(bob)).containsExactly(pushed(ALICE, entry));
        assertThat(chat.take(laptop)).containsExactly(pushed(BOB, entry));
        assertThat(chat.take(phone)).isEmpty();
    }

    @Test
    void sendingDeliversNothing() {
        chat.send(phone, BOB, 1, START);

        assertThat(row(BOB, ALICE).receipt().delivered()).isZero();
        assertThat(row(ALICE, BOB).peerReceipt().delivered()).isZero();
        assertThat(row(BOB, ALICE).cursors()).isEmpty();
    }

    @Test
    void theCursorOfTheDeviceThatSentMovesIfItHeldTheEntryBefore() {
        chat.send(phone, BOB, 1, START);
        chat.send(phone, BOB, 2, new Position.After(1));
        assertThat(row(ALICE, BOB).cursor(PHONE)).hasValue(2);
        assertThat(row(ALICE, BOB).cursor(LAPTOP)).isEmpty();

        chat.send(bob, ALICE, 1, new Position.After(0));
        chat.send(phone, BOB, 3, new Position.After(2));

        assertThat(row(ALICE, BOB).cursor(PHONE)).hasValue(2);
        assertThat(row(ALICE, BOB).lastSeq()).isEqualTo(4);
    }

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
    void aRetryFromAnotherConnectionIsTheSameMessage() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.lose(phone);
        Caller again = chat.online(ALICE, PHONE, "alice-phone-2");

        assertThat(chat.send(again, BOB, 1, START)).isEqualTo(first);
        assertThat(log()).hasSize(1);
    }

    @Test
    void theSameIdOfTheOtherMemberIsAnotherMessage() {
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

    /// A device that was away for long: it may compare no more in one request, so it syncs first.
    @Test
    void moreThanAThousandOthersAreAConflictUntilTheDeviceHasSynced() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        fill(1_001);

        assertThat(rejection(chat.send(phone, BOB, 1, START)).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(chat.send(phone, BOB, 1, new Position.At(1))).isEqualTo(first);
        assertThat(log()).hasSize(1_001);
    }

    @Test
    void aThousandOthersAreCompared() {
        fill(1_000);

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
        assertThat(log()).hasSize(1_001);
    }

    @Test
    void aMessageSeenToComeBackIsFoundByItsNumber() {
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
    void aNumberThatHoldsAnotherMessageIsRejected() {
        chat.send(phone, BOB, 1, START);

        for (long seq : new long[] {1, 2}) {
            Rejected rejected = rejection(chat.send(phone, BOB, 2, new Position.At(seq)));
            assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(rejected.message()).startsWith("seq ");
        }
        assertThat(log()).hasSize(1);
    }

    @Test
    void aDeviceThatClaimsMoreThanTheLogHasIsRejected() {
        chat.send(phone, BOB, 1, START);

        Rejected rejected = rejection(chat.send(phone, BOB, 2, new Position.After(2)));

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith("after ");
        assertThat(log()).hasSize(1);
    }

    @Test
    void aRejectionNamesRequestConversationAndMessage() {
        Rejected rejected = rejection(chat.send(phone, CAROL, 1, START));

        assertThat(rejected.requestId()).contains("r1");
        assertThat(rejected.peer()).contains(CAROL);
        assertThat(rejected.clientMessageId()).isPresent();
    }

    @Test
    void nobodyWritesToSomeoneWhoNeverJoined() {
        Rejected rejected = rejection(chat.send(phone, CAROL, 1, START));

        assertThat(rejected.code()).isEqualTo(ErrorCode.UNKNOWN_USER);
        assertThat(chat.ports().conversations().all(ALICE)).isEmpty();
        assertThat(chat.ports().conversations().all(CAROL)).isEmpty();
    }

    @Test
    void nobodyWritesToThemselves() {
        Rejected rejected = rejection(chat.send(phone, ALICE, 1, START));

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith("to ");
        assertThat(chat.ports().conversations().all(ALICE)).isEmpty();
    }

    @Test
    void whoIsBlockedWritesNothing() {
        chat.ports()
                .conversations()
                .set(BOB, ALICE, new Settings(/* blocked= */ true, false, false, false));

        Rejected rejected = rejection(chat.send(phone, BOB, 1, START));

        assertThat(rejected.code()).isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        assertThat(log()).isEmpty();
        assertThat(chat.take(bob)).isEmpty();
        assertThat(chat.send(bob, ALICE, 1, START)).isInstanceOf(Accepted.class);
    }

    /// The message is in the log: the answer to its retry is the same as ever.
    @Test
    void whoWasBlockedMeanwhileStillGetsTheAnswerToARetry() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.ports()
                .conversations()
                .set(BOB, ALICE, new Settings(/* blocked= */ true, false, false, false));

        assertThat(chat.send(phone, BOB, 1, START)).isEqualTo(first);
    }

    @Test
    void someoneDisabledForAWhileStillReceives() {
        var user = chat.ports().users().find(BOB).orElseThrow();
        chat.ports()
                .users()
                .put(
                        new User(
                                BOB,
                                user.name(),
                                user.contactNumber(),
                                user.joinedAt(),
                                user.lastActiveAt(),
                                /* enabled= */ false,
                                user.devices()));

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
    }

    @Test
    void timeNeverRunsBackInALog() {
        chat.send(phone, BOB, 1, START);
        chat.ports().clock().set(NOON.minusSeconds(90));

        chat.send(bob, ALICE, 2, new Position.After(1));

        assertThat(log()).extracting(Entry::sentAt).containsExactly(NOON, NOON);
    }

    @Test
    void aSocketThatIsGoneOrThrottledFailsNoMessage() {
        chat.ports().gateway().set(bob.connection(), Socket.UNSETTLED);
        chat.lose(laptop);

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
        assertThat(chat.ports().redelivery().pending()).hasSize(1);
    }

    @Test
    void aSenderWhoseOwnConnectionRowIsGoneStillSends() {
        chat.ports().connections().remove(ALICE, phone.connection());

        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Accepted.class);
    }

    @Test
    void twoSendersAtOnceMakeOneLogWithoutGap() {
        var parallel = new VirtualThreadParallel();
        InMemoryChat busy = chat.with(parallel);
        List<Supplier<ServerFrame>> sends = new ArrayList<>();
        for (int number = 1; number <= 200; number++) {
            int n = number;
            sends.add(() -> accepted(() -> busy.send(n % 2 == 0 ? phone : laptop, BOB, n, START)));
            sends.add(() -> accepted(() -> busy.send(bob, ALICE, n, START)));
        }

        List<ServerFrame> replies = parallel.all(sends);

        assertThat(log())
                .extracting(Entry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
        assertThat(Sent.isChain(log())).isTrue();
        assertThat(replies)
                .extracting(reply -> ((Accepted) reply).entry())
                .containsExactlyInAnyOrderElementsOf(log());
        assertThat(row(ALICE, BOB).lastSeq()).isEqualTo(400);
        assertThat(row(BOB, ALICE).unread()).isEqualTo(200);
        assertThat(chat.ports().gateway().frames(bob.connection())).hasSize(200);
    }

    @Test
    void theSameMessageSentManyTimesAtOnceIsOneEntry() {
        var parallel = new VirtualThreadParallel();
        InMemoryChat busy = chat.with(parallel);
        List<Supplier<ServerFrame>> sends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sends.add(() -> busy.send(phone, BOB, 1, START));
            sends.add(() -> busy.send(bob, ALICE, 7, START));
        }

        List<ServerFrame> replies = parallel.all(sends);

        assertThat(log()).hasSize(2);
        assertThat(replies)
                .extracting(reply -> ((Accepted) reply).entry())
                .containsOnly(log().getFirst(), log().getLast());
    }

    /// Tries again as a client does.
    private static ServerFrame accepted(Supplier<ServerFrame> send) {
        while (true) {
            ServerFrame reply = send.get();
            if (!(reply instanceof Rejected rejected) || !rejected.code().retryable()) {
                return reply;
            }
        }
    }

    private void fill(int seqs) {
        for (long seq = log().size() + 1L; seq <= seqs; seq++) {
            chat.send(bob, ALICE, 10_000 + seq, new Position.After(seq - 1));
        }
    }

    private List<Entry> log() {
        return chat.ports().log().entries(CONVERSATION);
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().find(user, peer).orElseThrow();
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
