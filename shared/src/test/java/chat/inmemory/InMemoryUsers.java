package chat.inmemory;

import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.ContactNumbers;
import chat.port.Profiles;
import chat.port.UserBuilder;
import chat.port.Users;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In-memory users: one state for three ports, like the table.
public final class InMemoryUsers implements Users, Profiles, ContactNumbers {
    private final Map<UserId, User> users = new HashMap<>();
    private final Map<UserId, Instant> verifiedAt = new HashMap<>();

    @Override
    public synchronized Optional<User> find(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized boolean add(User user) {
        if (users.containsKey(user.id())) {
            return false;
        }
        put(user);
        return true;
    }

    @Override
    public synchronized boolean replaceDevices(
            UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
        User user = users.get(id);
        if (user == null || !user.devices().equals(asStored(seen))) {
            return false;
        }
        store(UserBuilder.from(user).devices(devices).build());
        return true;
    }

    @Override
    public synchronized void recordActivity(UserId id, Instant at) {
        User user = users.get(id);
        if (user != null && user.lastActiveAt().isBefore(at)) {
            store(UserBuilder.from(user).lastActiveAt(at).build());
        }
    }

    /// Stores a user, replacing any existing one.
    public synchronized void put(User user) {
        users.put(user.id(), asStored(user));
        verifiedAt.put(user.id(), millis(user.joinedAt()));
    }

    @Override
    public synchronized boolean enable(UserId id, boolean enabled) {
        User user = users.get(id);
        if (user == null) {
            return false;
        }
        store(UserBuilder.from(user).enabled(enabled).build());
        return true;
    }

    @Override
    public synchronized List<User> find(Collection<UserId> ids) {
        return ids.stream().distinct().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Optional<User> findEventual(UserId id) {
        return find(id);
    }

    @Override
    public synchronized Optional<User> change(UserId id, Profile.Change change) {
        User user = users.get(id);
        if (user == null || !user.enabled()) {
            return Optional.empty();
        }
        var changed = UserBuilder.from(user).privacy(user.privacy().with(change.privacy()));
        change.name().ifPresent(changed::name);
        return Optional.of(store(changed.build()));
    }

    @Override
    public synchronized Optional<User> holder(ContactNumber number) {
        return users.values().stream()
                .filter(user -> user.contactNumber().equals(Optional.of(number)))
                .max(Comparator.comparing((User user) -> verifiedAt(user)).thenComparing(User::id));
    }

    @Override
    public synchronized void claim(UserId id, ContactNumber number, Instant at) {
        Instant now = millis(at);
        User user = users.get(id);
        if (user != null && !(user.contactNumber().isPresent() && verifiedAt(user).isAfter(now))) {
            store(
                    UserBuilder.from(user)
                            .contactNumber(number)
                            .lastClaim(new User.Claim(number, Optional.of(now)))
                            .build());
            verifiedAt.put(id, now);
            settle(id, number, at);
        }
    }

    @Override
    public synchronized void settle(UserId id, ContactNumber number, Instant at) {
        Instant now = millis(at);
        for (User former : List.copyOf(users.values())) {
            if (!former.id().equals(id)
                    && former.contactNumber().equals(Optional.of(number))
                    && verifiedAt(former).isBefore(now)) {
                store(UserBuilder.from(former).withoutContactNumber().build());
            }
        }
        var claim = new User.Claim(number, Optional.of(now));
        var settled = new User.Claim(number, Optional.empty());
        find(id).filter(user -> user.lastClaim().equals(Optional.of(claim)))
                .ifPresent(user -> store(UserBuilder.from(user).lastClaim(settled).build()));
    }

    /// Returns all stored users.
    synchronized Object snapshot() {
        return List.of(Map.copyOf(users), Map.copyOf(verifiedAt));
    }

    private Instant verifiedAt(User user) {
        return verifiedAt.getOrDefault(user.id(), Instant.EPOCH);
    }

    private User store(User user) {
        User stored = asStored(user);
        users.put(user.id(), stored);
        return stored;
    }

    private static User asStored(User user) {
        return UserBuilder.from(user)
                .joinedAt(millis(user.joinedAt()))
                .lastActiveAt(millis(user.lastActiveAt()))
                .devices(asStored(user.devices()))
                .build();
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

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
