package chat.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a user is there, as somebody is told it.
///
/// @param until from then on it says nothing any more; empty if it is unknown already
/// @param lastActiveAt when the user was last active, if that is known and shown
/// @param at when it was so: of two, the newer one holds
public record Presence(
        UserId user,
        Status status,
        Optional<Instant> until,
        Optional<Instant> lastActiveAt,
        Instant at) {
    /// How long what was told holds, at most: a change may never be told.
    public static final Duration HOLDS = Duration.ofMinutes(15);

    /// Whether the user has a device with an open connection.
    public enum Status {
        /// At least one.
        ONLINE("online"),
        /// None.
        OFFLINE("offline"),
        /// It cannot be told, or not to the one who asks.
        UNKNOWN("unknown");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /// How the protocol spells it.
        public String wireName() {
            return wireName;
        }
    }

    /// What follows from a user's connections: online is who has one whose socket was seen open and
    /// whose lease runs. Without a `$disconnect` that ends with the lease.
    ///
    /// @param connections rows of the user, expired ones too
    public static Presence of(User user, Collection<Connection> connections, Instant now) {
        List<Connection> open = open(connections, now);
        Instant holds = now.plus(HOLDS);
        if (open.isEmpty()) {
            return new Presence(
                    user.id(),
                    Status.OFFLINE,
                    Optional.of(holds),
                    Optional.of(lastActive(user)),
                    now);
        }
        Instant leaseEnd =
                open.stream()
                        .map(Connection::expiresAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return new Presence(
                user.id(),
                Status.ONLINE,
                Optional.of(leaseEnd.isBefore(holds) ? leaseEnd : holds),
                Optional.of(now),
                now);
    }

    /// Nothing can be told of the user.
    public static Presence unknown(UserId user, Instant now) {
        return new Presence(user, Status.UNKNOWN, Optional.empty(), Optional.empty(), now);
    }

    /// The connections that make a user online.
    public static List<Connection> open(Collection<Connection> connections, Instant now) {
        return connections.stream()
                .filter(connection -> connection.openAt().isPresent() && connection.isLive(now))
                .toList();
    }

    /// The last that is known: a device connected, or a connection ended. Between the two nothing
    /// is written.
    private static Instant lastActive(User user) {
        return Stream.concat(
                        Stream.of(user.lastActiveAt()),
                        user.devices().values().stream().map(User.Device::lastSeenAt))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// The same, as far as somebody may see it.
    ///
    /// @param user whose presence it is
    public Presence seenWith(PresenceVisibility visibility, User user) {
        if (visibility.online()) {
            return visibility.lastSeen()
                    ? this
                    : new Presence(this.user, status, until, Optional.empty(), at);
        }
        Optional<Instant> seen =
                visibility.lastSeen() ? Optional.of(lastActive(user)) : Optional.empty();
        return new Presence(this.user, Status.UNKNOWN, Optional.empty(), seen, at);
    }
}
