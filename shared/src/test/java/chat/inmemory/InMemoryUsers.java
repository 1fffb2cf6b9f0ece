package chat.inmemory;

import chat.domain.DeviceId;
import chat.domain.User;
import chat.domain.UserId;
import chat.service.Users;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The users, in memory.
public final class InMemoryUsers implements Users {
    private final Map<UserId, User> users = new HashMap<>();

    @Override
    public synchronized Optional<User> find(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized boolean add(User user) {
        return users.putIfAbsent(user.id(), asStored(user)) == null;
    }

    @Override
    public synchronized boolean replaceDevices(
            UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
        User user = users.get(id);
        if (user == null || !user.devices().equals(asStored(seen))) {
            return false;
        }
        put(with(user, user.lastActiveAt(), devices));
        return true;
    }

    @Override
    public synchronized void active(UserId id, Instant at) {
        User user = users.get(id);
        if (user != null && user.lastActiveAt().isBefore(at)) {
            put(with(user, at, user.devices()));
        }
    }

    /// Stores a user whether there is one or not, as an operator would.
    public synchronized void put(User user) {
        users.put(user.id(), asStored(user));
    }

    private static User asStored(User user) {
        return new User(
                user.id(),
                user.name(),
                user.contactNumber(),
                millis(user.joinedAt()),
                millis(user.lastActiveAt()),
                user.enabled(),
                asStored(user.devices()));
    }

    private static Map<DeviceId, User.Device> asStored(Map<DeviceId, User.Device> devices) {
        var stored = new HashMap<DeviceId, User.Device>();
        devices.forEach(
                (id, device) ->
                        stored.put(
                                id,
                                new User.Device(
                                        millis(device.firstSeenAt()),
                                        millis(device.lastSeenAt()))));
        return stored;
    }

    private static User with(User user, Instant lastActiveAt, Map<DeviceId, User.Device> devices) {
        return new User(
                user.id(),
                user.name(),
                user.contactNumber(),
                user.joinedAt(),
                lastActiveAt,
                user.enabled(),
                devices);
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
