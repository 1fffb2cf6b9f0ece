package chat.users;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.delivery.CatchUp.Outcome;
import chat.delivery.Connect.Arrival;
import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ServerFrame.Accepted;
import chat.users.Operate.Sockets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Optional;

/// Operator commands. Alice, who is disabled, has a phone and a laptop.
final class OperateTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = opened(PHONE, "phone");
    private final Caller laptop = opened(LAPTOP, "laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob");

    @Test
    void disablingClosesEverySocketAndRejectsConnects() {
        assertThat(disable(chat)).contains(new Sockets(2, 0));

        assertThat(socket(phone)).isEqualTo(Socket.GONE);
        assertThat(socket(laptop)).isEqualTo(Socket.GONE);
        assertThat(socket(bob)).isEqualTo(Socket.OPEN);
        assertThat(chat.ports().connections().of(ALICE)).isEmpty();
        assertThat(connects(chat)).isFalse();
    }

    @Test
    void messagesToADisabledUserAreDeliveredAfterEnabling() {
        disable(chat);
        assertThat(chat.send(bob, ALICE, 1, new Position.After(0))).isInstanceOf(Accepted.class);

        assertThat(chat.services().operate().enable(ALICE)).isTrue();
        Caller back = chat.online(ALICE, PHONE, "back");
        chat.catchUp(back);

        assertThat(chat.take(back)).first().asString().contains("\"type\":\"messages\"");
    }

    @Test
    void anUnknownUserIsNeitherDisabledNorEnabled() {
        assertThat(chat.services().operate().disable(CAROL)).isEmpty();
        assertThat(chat.services().operate().enable(CAROL)).isFalse();
    }

    /// If the `DELETE` is lost, the queue retries until the socket is closed.
    @Test
    void aFailedCloseIsRetriedByTheQueue() {
        chat.ports().gateway().set(phone.connection(), Socket.UNKNOWN);

        assertThat(disable(chat)).contains(new Sockets(1, 1));
        assertThat(chat.ports().redelivery().pending()).isNotEmpty();
        assertThat(chat.ports().connections().of(ALICE)).isEmpty();
        assertThat(redeliver(phone)).isEqualTo(Outcome.UNFINISHED);

        chat.ports().gateway().set(phone.connection(), Socket.OPEN);
        assertThat(redeliver(phone)).isEqualTo(Outcome.GONE);
        assertThat(socket(phone)).isEqualTo(Socket.GONE);
    }

    /// The socket is still opening when it should be closed, so the gateway does not know it yet.
    @Test
    void aSocketThatOpensLaterIsClosedByItsCatchUp() {
        Caller opening = chat.arrive(ALICE, PHONE, "opening", Optional.empty());
        var inserted = chat.connection(opening);

        assertThat(disable(chat)).contains(new Sockets(2, 1));
        chat.ports().gateway().set(opening.connection(), Socket.OPEN);

        var outcome = chat.services().deliver().to(inserted, chat.now().plusSeconds(1));
        assertThat(outcome).isEqualTo(Outcome.GONE);
        assertThat(socket(opening)).isEqualTo(Socket.GONE);
    }

    /// The socket opens between the gateway's response and the removal of its row.
    @Test
    void aSocketThatOpensDuringItsRemovalIsClosedByTheRetry() {
        Caller opening = chat.arrive(ALICE, PHONE, "opening", Optional.empty());
        var meanwhile =
                chat.with(
                        new Hook(
                                "Connections.removeGone",
                                () -> {
                                    chat.ports().gateway().set(opening.connection(), Socket.OPEN);
                                    chat.ports()
                                            .connections()
                                            .opened(ALICE, opening.connection(), NOON);
                                }));

        assertThat(disable(meanwhile)).contains(new Sockets(3, 0));
        assertThat(socket(opening)).isEqualTo(Socket.GONE);
    }

    /// The connect reads that the user is enabled, the command reads the connections, and then the
    /// row is written.
    @Test
    void aConcurrentConnectIsRejected() {
        var meanwhile = chat.with(new Hook("Connections.add", () -> disable(chat)));

        assertThat(connects(meanwhile)).isFalse();

        assertThat(chat.ports().connections().of(ALICE)).isEmpty();
    }

    /// The connect begins after the command has read the connections.
    @Test
    void aConnectAfterTheConnectionsWereReadIsRejected() {
        boolean[] accepted = {true};
        var meanwhile = chat.with(Hook.after("Connections.of", () -> accepted[0] = connects(chat)));

        disable(meanwhile);

        assertThat(accepted[0]).isFalse();
        assertThat(chat.ports().connections().of(ALICE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRetryCompletesACommandThatFailedAtAnyCall(Kind kind) {
        var counting = Faults.none();
        disable(new OperateTest().chat.with(counting));
        for (int at = 1; at <= counting.calls().size(); at++) {
            var fresh = new OperateTest();
            int broken = at;
            assertThatThrownBy(() -> disable(fresh.chat.with(new Faults(broken, kind))))
                    .isInstanceOf(Fault.class);

            assertThat(disable(fresh.chat)).isPresent();

            assertThat(fresh.chat.ports().connections().of(ALICE)).isEmpty();
            assertThat(fresh.socket(fresh.phone)).isEqualTo(Socket.GONE);
            assertThat(fresh.socket(fresh.laptop)).isEqualTo(Socket.GONE);
        }
    }

    private Caller opened(DeviceId device, String connection) {
        Caller caller = chat.online(ALICE, device, connection);
        chat.catchUp(caller);
        return caller;
    }

    private static Optional<Sockets> disable(InMemoryChat chat) {
        return chat.services().operate().disable(ALICE);
    }

    private static boolean connects(InMemoryChat chat) {
        var arrival =
                new Arrival(
                        ALICE,
                        Optional.empty(),
                        Optional.empty(),
                        PHONE,
                        new ConnectionId("again"),
                        Optional.empty(),
                        NOON.plus(Duration.ofHours(1)));
        return chat.services().connect().handle(arrival, chat.now());
    }

    private Outcome redeliver(Caller caller) {
        return chat.services()
                .redeliver()
                .handle(ALICE, caller.connection(), 1, chat.now().plusSeconds(1));
    }

    private Socket socket(Caller caller) {
        return chat.ports().gateway().socket(caller.connection());
    }
}
