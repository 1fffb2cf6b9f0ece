package chat.delivery;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Backoff;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.Gateway;
import chat.port.Users;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Stores a connection: the user on the first connect, the device, and the connection's row, whose
/// insert triggers the catch-up. It posts nothing to the new socket, which is not open yet.
public final class Connect {
    private static final int ATTEMPTS_MAX = 10;

    private final Users users;
    private final ContactNumbers numbers;
    private final Connections connections;
    private final Gateway gateway;
    private final Backoff backoff;

    public Connect(
            Users users,
            ContactNumbers numbers,
            Connections connections,
            Gateway gateway,
            Backoff backoff) {
        this.users = users;
        this.numbers = numbers;
        this.connections = connections;
        this.gateway = gateway;
        this.backoff = backoff;
    }

    /// A user's device that connects.
    ///
    /// @param name the token's name, used on the first connect
    /// @param contactNumber the phone number verified by the token; the first token with this
    ///   number makes it the user's
    /// @param since when the device was last caught up, as the device reports
    public record Arrival(
            UserId user,
            Optional<Name> name,
            Optional<ContactNumber> contactNumber,
            DeviceId device,
            ConnectionId connection,
            Optional<Instant> since,
            Instant tokenExpiresAt) {}

    /// @return false if the user is disabled, in which case no connection is stored
    public boolean handle(Arrival arrival, Instant now) {
        User user = userOf(arrival, now);
        if (!user.enabled()) {
            return false;
        }
        claim(arrival, user, now);
        Instant firstSeenAt = register(user, arrival.device(), now);
        connections.add(
                new Connection(
                                arrival.user(),
                                arrival.connection(),
                                arrival.device(),
                                firstSeenAt,
                                arrival.since(),
                                now,
                                Optional.empty(),
                                Connection.leaseEnd(now, arrival.tokenExpiresAt()))
                        .withReadReceipts(user.privacy().readReceipts()));
        if (!isStillEnabled(user, arrival.connection())) {
            return false;
        }
        makeRoom(arrival.user(), now);
        return true;
    }

    /// Claims the token's number if the user's last token had another one. A number that another
    /// user has verified since then stays with that user, even if this user reconnects. The claim
    /// of a connect that crashed is settled by the next one.
    private void claim(Arrival arrival, User user, Instant now) {
        Optional<User.Claim> last = user.lastClaim();
        last.ifPresent(
                claim ->
                        claim.unsettledSince()
                                .ifPresent(at -> numbers.settle(user.id(), claim.number(), at)));
        arrival.contactNumber()
                .filter(number -> last.filter(c -> c.number().equals(number)).isEmpty())
                .ifPresent(number -> numbers.claim(user.id(), number, now));
    }

    /// Reads the user again after the row is written, and updates or removes the row. Later changes
    /// of the user find the row.
    ///
    /// @return whether the user is still enabled
    private boolean isStillEnabled(User before, ConnectionId connection) {
        User user = users.find(before.id()).orElseThrow();
        if (!user.enabled()) {
            connections.remove(user.id(), connection);
            return false;
        }
        if (user.privacy().readReceipts() != before.privacy().readReceipts()) {
            connections.showReadReceipts(user.id(), connection, user.privacy().readReceipts());
        }
        return true;
    }

    private User userOf(Arrival arrival, Instant now) {
        return users.find(arrival.user())
                .orElseGet(
                        () -> {
                            var newcomer =
                                    new User(
                                            arrival.user(),
                                            arrival.name(),
                                            Optional.empty(),
                                            now,
                                            now,
                                            true,
                                            Privacy.OPEN,
                                            Map.of(),
                                            Optional.empty());
                            return users.add(newcomer)
                                    ? newcomer
                                    : users.find(arrival.user()).orElseThrow();
                        });
    }

    /// @return when the device was first seen
    private Instant register(User known, DeviceId device, Instant now) {
        User user = known;
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var devices = new HashMap<>(user.devices());
            User.Device before = devices.get(device);
            Instant firstSeenAt = before == null ? now : before.firstSeenAt();
            devices.put(device, new User.Device(firstSeenAt, now));
            if (devices.size() > User.DEVICES_MAX) {
                devices.remove(seenLongestAgo(user.devices()));
            }
            if (users.replaceDevices(user.id(), user.devices(), devices)) {
                return firstSeenAt;
            }
            backoff.pause(attempt);
            user = users.find(user.id()).orElseThrow();
        }
        throw new IllegalStateException(
                "other connects changed the user's devices at each attempt");
    }

    private static DeviceId seenLongestAgo(Map<DeviceId, User.Device> devices) {
        return devices.entrySet().stream()
                .min(
                        Comparator.comparing(
                                        (Map.Entry<DeviceId, User.Device> entry) ->
                                                entry.getValue().lastSeenAt())
                                .thenComparing(entry -> entry.getKey().value()))
                .orElseThrow()
                .getKey();
    }

    /// Closes the oldest connections, so that a user who reconnects is never locked out. This
    /// happens after the new row is written, so that concurrent connects see each other's rows. A
    /// row is removed only once its socket is closed, since nothing is pushed to a socket without a
    /// row.
    private void makeRoom(UserId user, Instant now) {
        connections.of(user).stream()
                .filter(connection -> connection.isLive(now))
                .sorted(Comparator.comparing(Connection::connectedAt).reversed())
                .skip(Connection.PER_USER_MAX)
                .filter(oldest -> gateway.close(oldest.id()) != Gateway.Answer.UNKNOWN)
                .forEach(oldest -> connections.remove(user, oldest.id()));
    }
}
