package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.User;
import chat.domain.User.Device;
import chat.domain.UserId;
import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The contract of [Users].
public interface UsersContract {
    /// Returns the adapter under test, empty.
    Users users();

    @Test
    default void aStoredUserIsReadBackUnchanged() {
        var bare = UserBuilder.user(ALICE).build();
        var full =
                UserBuilder.user(BOB)
                        .name("Bob 👋")
                        .contactNumber(new ContactNumber("+4915112345678"))
                        .joinedAt(NOON.minusSeconds(1))
                        .enabled(false)
                        .privacy(new Privacy(Audience.CONTACTS, Audience.NOBODY, false))
                        .devices(devices(User.DEVICES_MAX))
                        .build();

        assertThat(users().find(ALICE)).isEmpty();
        assertThat(users().add(bare)).isTrue();
        assertThat(users().add(full)).isTrue();

        assertThat(users().find(ALICE)).contains(bare);
        assertThat(users().find(BOB)).contains(full);
    }

    @Test
    default void aUserIsStoredOnce() {
        users().add(user("first"));

        assertThat(users().add(user("second"))).isFalse();

        assertThat(users().find(ALICE)).contains(user("first"));
    }

    @Test
    default void aUserIsDisabledAndEnabledAgain() {
        users().add(user("Alice"));

        assertThat(users().enable(ALICE, false)).isTrue();
        assertThat(users().find(ALICE).orElseThrow().enabled()).isFalse();
        assertThat(users().enable(ALICE, true)).isTrue();
        assertThat(users().find(ALICE)).contains(user("Alice"));
        assertThat(users().enable(BOB, false)).isFalse();
        assertThat(users().find(BOB)).isEmpty();
    }

    @Test
    default void oneOfManyConcurrentAddsSucceeds() {
        List<String> names = List.of("one", "two", "three", "four");

        var results =
                new VirtualThreadParallel().all(Calls.each(names, name -> users().add(user(name))));

        assertThat(results).containsOnlyOnce(true);
        String winner = names.get(results.indexOf(true));
        assertThat(users().find(ALICE)).contains(user(winner));
    }

    @Test
    default void devicesAreReplacedOnlyIfUnchangedSinceTheRead() {
        users().add(user("Alice"));
        Map<DeviceId, Device> phone = Map.of(PHONE, new Device(NOON, NOON));
        Map<DeviceId, Device> later = Map.of(PHONE, new Device(NOON, NOON.plusMillis(1)));
        Map<DeviceId, Device> both =
                Map.of(PHONE, new Device(NOON, NOON), LAPTOP, new Device(NOON, NOON));

        assertThat(users().replaceDevices(ALICE, phone, both)).isFalse();
        assertThat(users().replaceDevices(ALICE, Map.of(), phone)).isTrue();
        assertThat(users().replaceDevices(ALICE, Map.of(), both)).isFalse();
        assertThat(users().replaceDevices(ALICE, later, both)).isFalse();
        assertThat(devicesOfAlice()).isEqualTo(phone);

        assertThat(users().replaceDevices(ALICE, phone, both)).isTrue();
        assertThat(users().replaceDevices(ALICE, both, later)).isTrue();
        assertThat(devicesOfAlice()).isEqualTo(later);
        assertThat(users().find(ALICE).orElseThrow().name()).contains(new Name("Alice"));
    }

    @Test
    default void oneOfManyConcurrentDeviceReplacementsSucceeds() {
        users().add(user("Alice"));
        List<Integer> sizes = List.of(1, 2, 3, 4);

        var results =
                new VirtualThreadParallel()
                        .all(
                                Calls.each(
                                        sizes,
                                        n -> users().replaceDevices(ALICE, Map.of(), devices(n))));

        assertThat(results).containsOnlyOnce(true);
        assertThat(devicesOfAlice()).hasSize(sizes.get(results.indexOf(true)));
    }

    @Test
    default void devicesAndActivityCreateNoUser() {
        assertThat(users().replaceDevices(ALICE, Map.of(), devices(1))).isFalse();
        users().recordActivity(ALICE, NOON);

        assertThat(users().find(ALICE)).isEmpty();
    }

    @Test
    default void theLastActivityOnlyMovesForward() {
        users().add(user("Alice"));

        users().recordActivity(ALICE, NOON.plusSeconds(5));
        users().recordActivity(ALICE, NOON.plusSeconds(3));

        User alice = users().find(ALICE).orElseThrow();
        assertThat(alice.lastActiveAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(alice.joinedAt()).isEqualTo(NOON);
    }

    @Test
    default void everyValidUserIdCanJoin() {
        for (UserId id : Samples.ODD_USERS) {
            var user = UserBuilder.user(id).build();

            assertThat(users().add(user)).isTrue();
            assertThat(users().replaceDevices(id, Map.of(), devices(1))).isTrue();
            assertThat(users().find(id).orElseThrow().devices()).isEqualTo(devices(1));
        }
    }

    private Map<DeviceId, Device> devicesOfAlice() {
        return users().find(ALICE).orElseThrow().devices();
    }

    private static User user(String name) {
        return UserBuilder.user(ALICE).name(name).build();
    }

    private static Map<DeviceId, Device> devices(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(
                        Collectors.toMap(
                                n -> new DeviceId("_device-" + n),
                                n -> new Device(NOON.plusMillis(n), NOON.plusSeconds(n))));
    }
}
