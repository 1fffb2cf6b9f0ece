package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.delivery.Connect.Arrival;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.User;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.VirtualThreadParallel;
import chat.port.Calls;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A user has at most eight devices and twenty connections, even with concurrent connects.
final class ConnectLimitsTest {
    private static final Instant TOKEN_END = NOON.plus(Duration.ofHours(12));

    private final InMemoryChat chat = new InMemoryChat(NOON);

    @Test
    void theNinthDeviceReplacesTheDeviceSeenLeastRecently() {
        for (int n = 1; n <= User.DEVICES_MAX; n++) {
            connect(arrival(new DeviceId("device-" + n), "c" + n));
            chat.ports().clock().advance(Duration.ofSeconds(1));
        }
        connect(arrival(new DeviceId("device-1"), "again"));
        chat.ports().clock().advance(Duration.ofSeconds(1));

        connect(arrival(new DeviceId("device-9"), "c9"));

        assertThat(user().devices())
                .hasSize(User.DEVICES_MAX)
                .containsKeys(new DeviceId("device-1"), new DeviceId("device-9"))
                .doesNotContainKey(new DeviceId("device-2"));
    }

    @Test
    void theConnectingDeviceIsKeptEvenIfTheClockRunsBehind() {
        for (int n = 1; n <= User.DEVICES_MAX; n++) {
            connect(arrival(new DeviceId("device-" + n), "c" + n));
        }
        chat.ports().clock().set(NOON.minusSeconds(1));

        connect(arrival(PHONE, "phone"));

        assertThat(user().devices()).hasSize(User.DEVICES_MAX).containsKey(PHONE);
    }

    @Test
    void aReplacedDeviceReturnsAsANewDevice() {
        for (int n = 1; n <= User.DEVICES_MAX + 1; n++) {
            connect(arrival(new DeviceId("device-" + n), "c" + n));
            chat.ports().clock().advance(Duration.ofSeconds(1));
        }

        connect(arrival(new DeviceId("device-1"), "back"));

        assertThat(connection("back").deviceFirstSeenAt()).isEqualTo(chat.now());
    }

    @Test
    void theTwentyFirstConnectionReplacesTheOldest() {
        for (int n = 1; n <= Connection.PER_USER_MAX; n++) {
            chat.online(ALICE, PHONE, "c" + n);
            chat.ports().clock().advance(Duration.ofSeconds(1));
        }

        chat.online(ALICE, PHONE, "one-more");

        assertThat(chat.ports().connections().of(ALICE))
                .hasSize(Connection.PER_USER_MAX)
                .extracting(c -> c.id().value())
                .contains("c2", "one-more")
                .doesNotContain("c1");
        assertThat(chat.ports().gateway().socket(new ConnectionId("c1"))).isEqualTo(Socket.GONE);
        assertThat(chat.ports().gateway().socket(new ConnectionId("c2"))).isEqualTo(Socket.OPEN);
    }

    /// A socket without a row would silently receive no pushes.
    @Test
    void aConnectionThatCannotBeClosedKeepsItsRow() {
        for (int n = 1; n <= Connection.PER_USER_MAX; n++) {
            chat.online(ALICE, PHONE, "c" + n);
            chat.ports().clock().advance(Duration.ofSeconds(1));
        }
        chat.ports().gateway().set(new ConnectionId("c1"), Socket.UNKNOWN);

        chat.online(ALICE, PHONE, "one-more");

        assertThat(chat.ports().connections().of(ALICE))
                .extracting(c -> c.id().value())
                .contains("c1", "one-more");
    }

    @Test
    void expiredConnectionsDoNotCountTowardsTheLimit() {
        for (int n = 1; n <= Connection.PER_USER_MAX - 1; n++) {
            chat.online(ALICE, PHONE, "stale" + n);
        }
        chat.ports().clock().advance(Connection.LEASE);
        chat.online(ALICE, PHONE, "live");

        chat.online(ALICE, PHONE, "one-more");

        assertThat(chat.ports().gateway().socket(new ConnectionId("live"))).isEqualTo(Socket.OPEN);
        assertThat(chat.ports().connections().of(ALICE)).hasSize(Connection.PER_USER_MAX + 1);
    }

    @Test
    void connectionsOfOtherUsersAreKept() {
        chat.online(BOB, PHONE, "bob");

        connect(arrival(PHONE, "one"));

        assertThat(chat.ports().connections().of(BOB)).hasSize(1);
    }

    @Test
    void devicesThatConnectConcurrentlyAreAllStored() {
        List<DeviceId> devices =
                IntStream.rangeClosed(1, User.DEVICES_MAX)
                        .mapToObj(n -> new DeviceId("device-" + n))
                        .toList();

        new VirtualThreadParallel()
                .all(Calls.each(devices, device -> connect(arrival(device, device.value()))));

        assertThat(user().devices()).containsOnlyKeys(devices);
        assertThat(chat.ports().connections().of(ALICE)).hasSize(User.DEVICES_MAX);
    }

    @Test
    void aNewUserWhoConnectsTwiceConcurrentlyIsStoredOnce() {
        var other = new Hook("Users.add", () -> connect(arrival(LAPTOP, "laptop")));

        assertThat(chat.with(other).services().connect().handle(arrival(PHONE, "phone"), NOON))
                .isTrue();

        assertThat(user().devices()).containsOnlyKeys(PHONE, LAPTOP);
    }

    @Test
    void constantlyChangingDevicesFailTheConnect() {
        connect(arrival(PHONE, "one"));
        var restless =
                new Hook(
                        "Users.replaceDevices",
                        () -> {
                            chat.ports().clock().advance(Duration.ofSeconds(1));
                            connect(arrival(LAPTOP, "laptop"));
                        });
        Connect connect = chat.with(restless).services().connect();

        assertThatThrownBy(() -> connect.handle(arrival(PHONE, "two"), chat.now()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(chat.ports().connections().find(ALICE, new ConnectionId("two"))).isEmpty();
    }

    private boolean connect(Arrival arrival) {
        return chat.services().connect().handle(arrival, chat.now());
    }

    private static Arrival arrival(DeviceId device, String connection) {
        return arrival(device, connection, Optional.empty());
    }

    private static Arrival arrival(DeviceId device, String connection, Optional<Instant> since) {
        return new Arrival(
                ALICE,
                Optional.of(new Name("Alice")),
                Optional.of(new ContactNumber("+4915112345678")),
                device,
                new ConnectionId(connection),
                since,
                TOKEN_END);
    }

    private User user() {
        return chat.ports().users().find(ALICE).orElseThrow();
    }

    private Connection connection(String id) {
        return chat.ports().connections().find(ALICE, new ConnectionId(id)).orElseThrow();
    }
}
