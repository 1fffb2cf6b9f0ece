package chat.presence;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.limits.Limit;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Alice has a conversation with Bob, who has a phone and a laptop; Carol has none with either.
final class RelayTypingTest {
    private static final Duration OLD = Connection.OPENING_GRACE.plusSeconds(1);
    private static final String STARTED =
            "{\"type\":\"typing\",\"peer\":\"alice\",\"state\":\"started\"}";
    private static final String STOPPED =
            "{\"type\":\"typing\",\"peer\":\"alice\",\"state\":\"stopped\"}";

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller phone = chat.online(BOB, PHONE, "bob-phone");
    private final Caller laptop = chat.online(BOB, LAPTOP, "bob-laptop");
    private final Caller carol = chat.online(CAROL, PHONE, "carol-phone");

    RelayTypingTest() {
        chat.send(alice, BOB, 1, new Position.After(0));
        chat.send(phone, ALICE, 2, new Position.After(1));
        chat.take(phone);
        chat.take(laptop);
        chat.take(alice);
    }

    @Test
    void typingIsPushedToAllDevicesOfThePeerOnly() {
        assertThat(type(alice, BOB, true)).isEmpty();
        assertThat(type(alice, BOB, false)).isEmpty();

        assertThat(chat.take(phone)).containsExactly(STARTED, STOPPED);
        assertThat(chat.take(laptop)).containsExactly(STARTED, STOPPED);
        assertThat(chat.take(alice)).isEmpty();
        assertThat(chat.take(carol)).isEmpty();
    }

    @Test
    void typingToAStrangerIsDroppedSilently() {
        assertThat(type(carol, BOB, true)).isEmpty();
        assertThat(type(carol, new UserId("nobody"), true)).isEmpty();

        assertThat(chat.take(phone)).isEmpty();
    }

    @Test
    void typingOfAStrangerIsRelayedOnlyAfterAnAnswer() {
        chat.send(carol, BOB, 1, new Position.After(0));
        chat.take(phone);

        assertThat(type(carol, BOB, true)).isEmpty();
        assertThat(chat.take(phone)).isEmpty();

        chat.send(laptop, CAROL, 2, new Position.After(1));
        chat.take(phone);
        assertThat(type(carol, BOB, true)).isEmpty();
        assertThat(chat.take(phone)).hasSize(1);
    }

    @Test
    void anExpiredConnectionGetsNoTypingFrame() {
        chat.ports().clock().set(chat.connection(phone).expiresAt());

        assertThat(type(alice, BOB, true)).isEmpty();

        assertThat(chat.take(phone)).isEmpty();
        assertThat(chat.take(laptop)).isEmpty();
    }

    @Test
    void aBlockDropsTypingInBothDirections() {
        var frame =
                new ClientFrame.Conversation(
                        Optional.empty(), ALICE, Map.of(Setting.BLOCKED, true));
        chat.services().changeConversation().handle(phone, frame, chat.now());
        chat.take(laptop);

        assertThat(type(alice, BOB, true)).isEmpty();
        assertThat(type(phone, ALICE, true)).isEmpty();

        assertThat(chat.take(laptop)).isEmpty();
        assertThat(chat.take(alice)).isEmpty();
    }

    @Test
    void typingIsPushedOnceWithoutRedelivery() {
        chat.ports().gateway().set(phone.connection(), Socket.UNKNOWN);

        assertThat(type(alice, BOB, true)).isEmpty();

        assertThat(chat.ports().redelivery().pending()).isEmpty();
        assertThat(chat.take(laptop)).containsExactly(STARTED);
    }

    @Test
    void typingRemovesAClosedConnection() {
        chat.catchUp(phone);
        chat.lose(phone);

        type(alice, BOB, true);

        assertThat(chat.ports().connections().find(BOB, phone.connection())).isEmpty();
    }

    /// The gateway answers 410 because the socket is not open yet. The socket opens before its row
    /// would be removed.
    @Test
    void aConnectionThatOpensAfterItsPostFailedIsKept() {
        chat.lose(laptop);
        chat.ports().clock().advance(OLD);
        var opens =
                Hook.after(
                        "Gateway.post",
                        () ->
                                chat.ports()
                                        .connections()
                                        .opened(BOB, laptop.connection(), chat.now()));

        var frame = new ClientFrame.Typing(Optional.empty(), BOB, true);
        chat.with(opens).services().relayTyping().handle(alice, frame, chat.now());

        assertThat(chat.ports().connections().find(BOB, laptop.connection())).isPresent();
    }

    @Test
    void onlyUnexpiredConnectionsGetTypingFrames() {
        chat.ports().clock().set(chat.connection(phone).expiresAt());
        Caller back = chat.online(BOB, PHONE, "bob-back");

        type(alice, BOB, true);

        assertThat(chat.take(phone)).isEmpty();
        assertThat(chat.take(back)).containsExactly(STARTED);
    }

    @Test
    void anOpenSocketReportedGoneWhileTypingIsClosed() {
        chat.catchUp(phone);
        chat.ports().gateway().set(phone.connection(), Socket.OVERLOOKED);

        type(alice, BOB, true);

        assertThat(chat.ports().gateway().socket(phone.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().connections().find(BOB, phone.connection())).isEmpty();
    }

    @Test
    void typingAboveTheLimitIsRejected() {
        chat.ports().limits().reach(Limit.TYPING, Duration.ofSeconds(2));

        assertThat(type(alice, BOB, true))
                .hasValueSatisfying(
                        rejected -> {
                            assertThat(rejected.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                            assertThat(rejected.peer()).contains(BOB);
                        });
        assertThat(chat.take(phone)).isEmpty();
    }

    @Test
    void typingToOneselfIsRejected() {
        assertThat(type(alice, ALICE, true).map(Rejected::code)).contains(ErrorCode.INVALID_FIELD);
    }

    private Optional<Rejected> type(Caller caller, UserId to, boolean started) {
        var frame = new ClientFrame.Typing(Optional.empty(), to, started);
        return chat.services().relayTyping().handle(caller, frame, chat.now());
    }
}
