package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Block;
import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Receipt;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryAnnouncements.Request;
import chat.inmemory.InMemoryChat;
import chat.limits.Limit;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Rejected;
import chat.protocol.ServerFrame.SettingsOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Bob has a phone and a laptop, Alice has a phone. Bob changes settings.
final class ChangeConversationTest {
    private static final Map<Setting, Boolean> BLOCK = Map.of(Setting.BLOCKED, true);
    private static final Map<Setting, Boolean> UNBLOCK = Map.of(Setting.BLOCKED, false);
    private static final Settings BLOCKED = new Settings(Set.of(Setting.BLOCKED), 1);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller phone = chat.online(BOB, PHONE, "bob-phone");
    private final Caller laptop = chat.online(BOB, LAPTOP, "bob-laptop");

    @Test
    void aChangeIsAnsweredAndPushedToTheUsersOtherDevicesOnly() {
        assertThat(set(phone, ALICE, Map.of(Setting.MUTED, true)))
                .isEqualTo(
                        new SettingsOf(
                                Optional.of("r1"), ALICE, new Settings(Set.of(Setting.MUTED), 1)));

        assertThat(chat.take(laptop))
                .containsExactly(pushed(ALICE, new Settings(Set.of(Setting.MUTED), 1)));
        assertThat(chat.take(phone)).isEmpty();
        assertThat(chat.take(alice)).isEmpty();
    }

    @Test
    void anOfflineDeviceGetsAChangeOfAnOldConversationWithCaughtUp() {
        chat.send(alice, BOB, 1, new Position.After(0));
        chat.ack(laptop, ALICE, 1);
        chat.lose(laptop);
        chat.ports().clock().advance(Duration.ofDays(60));
        set(phone, ALICE, Map.of(Setting.ARCHIVED, true));

        Caller back = chat.online(BOB, LAPTOP, "bob-back", Optional.of(chat.now()));
        chat.catchUp(back);

        assertThat(chat.take(back))
                .singleElement()
                .asString()
                .contains("\"archived\":true")
                .contains("\"settingsVersion\":1");
    }

    @Test
    void anEmptyChangeReturnsTheSettingsAndChangesNothing() {
        assertThat(set(phone, ALICE, Map.of()))
                .isEqualTo(new SettingsOf(Optional.of("r1"), ALICE, Settings.NONE));

        assertThat(chat.take(laptop)).isEmpty();
        assertThat(chat.ports().conversations().all(BOB)).isEmpty();
    }

    @Test
    void settingsForOneselfOrUnknownUsersAreRejected() {
        assertThat(code(set(phone, BOB, BLOCK))).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(code(set(phone, CAROL, BLOCK))).isEqualTo(ErrorCode.UNKNOWN_USER);

        assertThat(chat.ports().conversations().all(BOB)).isEmpty();
    }

    @Test
    void tooManyChangesAreRejectedBeforeAnythingIsRead() {
        chat.ports().limits().reach(Limit.SETTINGS_CHANGES, Duration.ofSeconds(3));
        var faults = Faults.none();

        var rejected = (Rejected) set(chat.with(faults), phone, ALICE, BLOCK);

        assertThat(rejected.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(rejected.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(rejected.peer()).contains(ALICE);
        assertThat(faults.calls()).isEmpty();
    }

    @Test
    void aBlockPreventsMessagesInBothDirections() {
        set(phone, ALICE, BLOCK);

        var fromBlocked = chat.send(alice, BOB, 1, new Position.After(0));
        var fromBlocker = chat.send(phone, ALICE, 1, new Position.After(0));

        assertThat(code(fromBlocked)).isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        assertThat(code(fromBlocker)).isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        set(phone, ALICE, UNBLOCK);
        assertThat(chat.send(alice, BOB, 1, new Position.After(0))).isInstanceOf(Accepted.class);
        assertThat(chat.send(phone, ALICE, 1, new Position.After(1))).isInstanceOf(Accepted.class);
    }

    /// Alice has no conversation with Bob, and the block must not add one to her list.
    @Test
    void aBlockIsNotVisibleToTheBlockedUser() {
        set(phone, ALICE, BLOCK);

        Caller other = chat.online(ALICE, LAPTOP, "alice-laptop");
        chat.catchUp(other);

        assertThat(chat.take(other)).singleElement().asString().contains("\"conversations\":[]");
    }

    @Test
    void aRetryOfALoggedMessageIsAcceptedDespiteABlock() {
        ServerFrame first = chat.send(alice, BOB, 1, new Position.After(0));
        set(phone, ALICE, BLOCK);

        assertThat(chat.send(alice, BOB, 1, new Position.After(0))).isEqualTo(first);
    }

    /// A block hides the presence of both users from each other.
    @Test
    void aBlockAnnouncesThePresenceOfBothUsers() {
        chat.ports().announcements().takeAll();

        set(phone, ALICE, BLOCK);

        assertThat(chat.ports().announcements().takeAll())
                .containsExactlyInAnyOrder(new Request(ALICE, false), new Request(BOB, false));
    }

    /// A send that read the row before the block was written continues.
    @Test
    void onlySendsThatBeganBeforeTheBlockAreAccepted() {
        chat.send(alice, BOB, 1, new Position.After(0));
        var blocking = chat.with(new Hook("MessageLog.append", () -> set(phone, ALICE, BLOCK)));

        var under = blocking.send(alice, BOB, 2, new Position.After(1));
        var later = chat.send(alice, BOB, 3, new Position.After(2));

        assertThat(under).isInstanceOf(Accepted.class);
        assertThat(code(later)).isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
    }

    @Test
    void aBlockedUserGetsNoReceiptsAndTheBlockersDevicesStayInSync() {
        chat.send(alice, BOB, 1, new Position.After(0));
        set(phone, ALICE, BLOCK);
        chat.take(alice);
        chat.take(laptop);

        chat.ack(phone, ALICE, 1, 1);

        assertThat(chat.take(alice)).isEmpty();
        assertThat(row(ALICE, BOB).peerReceipt()).isEqualTo(Receipt.NONE);
        assertThat(row(BOB, ALICE).receipt()).isEqualTo(new Receipt(1, 1));
        assertThat(chat.take(laptop)).hasSize(1);
    }

    @Test
    void theNextAckAfterUnblockingAdvancesTheReceipts() {
        chat.send(alice, BOB, 1, new Position.After(0));
        set(phone, ALICE, BLOCK);
        chat.ack(phone, ALICE, 1, 1);
        set(phone, ALICE, UNBLOCK);
        chat.take(alice);

        chat.ack(phone, ALICE, 1, 1);

        assertThat(row(ALICE, BOB).peerReceipt()).isEqualTo(new Receipt(1, 1));
        assertThat(chat.take(alice)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRetryCompletesAChangeThatFailedAtAnyCall(Kind kind) {
        int calls = calls();
        for (int at = 1; at <= calls; at++) {
            var fresh = new ChangeConversationTest();
            assertThatThrownBy(brokenAt(fresh, at, kind)).isInstanceOf(Fault.class);

            fresh.set(fresh.phone, ALICE, BLOCK);

            Settings settings = fresh.row(BOB, ALICE).settings();
            assertThat(settings.has(Setting.BLOCKED)).isTrue();
            assertThat(fresh.row(ALICE, BOB).peerBlock()).isEqualTo(Block.of(settings));
            assertThat(fresh.chat.take(fresh.laptop)).last().isEqualTo(pushed(ALICE, settings));
        }
    }

    /// The blocking client never retried. The blocked user is rejected nevertheless, and the next
    /// acknowledgement repairs the other row.
    @Test
    void theNextAckCompletesABlockThatCrashedBetweenTheRows() {
        chat.send(alice, BOB, 1, new Position.After(0));
        var dying = chat.with(new Faults(3, Kind.CRASH_BEFORE));
        assertThatThrownBy(() -> set(dying, phone, ALICE, BLOCK))
                .hasMessage("Receipts.setPeerBlock");

        assertThat(code(chat.send(alice, BOB, 2, new Position.After(1))))
                .isEqualTo(ErrorCode.RECIPIENT_UNAVAILABLE);
        chat.ack(phone, ALICE, 1);

        assertThat(row(ALICE, BOB).peerBlock()).isEqualTo(Block.of(BLOCKED));
    }

    /// Two devices change the block concurrently, and their writes to the other row are reordered.
    @Test
    void theLaterOfTwoConcurrentChangesIsInBothRows() {
        var crossing =
                chat.with(new Hook("Receipts.setPeerBlock", () -> set(laptop, ALICE, UNBLOCK)));

        set(crossing, phone, ALICE, BLOCK);

        assertThat(row(BOB, ALICE).settings()).isEqualTo(new Settings(Set.of(), 2));
        assertThat(chat.ports().conversations().row(ALICE, BOB).peerBlock())
                .isEqualTo(new Block(false, 2));
    }

    private static org.assertj.core.api.ThrowableAssert.ThrowingCallable brokenAt(
            ChangeConversationTest test, int at, Kind kind) {
        return () -> set(test.chat.with(new Faults(at, kind)), test.phone, ALICE, BLOCK);
    }

    private static int calls() {
        var test = new ChangeConversationTest();
        var counting = Faults.none();
        set(test.chat.with(counting), test.phone, ALICE, BLOCK);
        return counting.calls().size();
    }

    private ServerFrame set(Caller caller, UserId peer, Map<Setting, Boolean> set) {
        return set(chat, caller, peer, set);
    }

    private static ServerFrame set(
            InMemoryChat chat, Caller caller, UserId peer, Map<Setting, Boolean> set) {
        var frame = new ClientFrame.Conversation(Optional.of("r1"), peer, set);
        return chat.services().changeConversation().handle(caller, frame, chat.now());
    }

    private static String pushed(UserId peer, Settings settings) {
        return FrameEncoder.encode(new SettingsOf(Optional.empty(), peer, settings));
    }

    private ConversationRow row(UserId user, UserId peer) {
        return chat.ports().conversations().row(user, peer);
    }

    private static ErrorCode code(ServerFrame frame) {
        assertThat(frame).isInstanceOf(Rejected.class);
        return ((Rejected) frame).code();
    }
}
