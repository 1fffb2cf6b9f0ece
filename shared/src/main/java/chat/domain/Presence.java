package chat.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A user's presence as shown to one viewer.
///
/// @param until the end of its validity; empty if the status is unknown
/// @param lastActiveAt when the user was last active, if known and visible to the viewer
/// @param at the time of this status; of two presences the newer one counts
public record Presence(
        UserId user,
        Status status,
        Optional<Instant> until,
        Optional<Instant> lastActiveAt,
        Instant at) {
    /// The maximum validity of a presence. It is limited because the notification of a change may
    /// be lost.
    public static final Duration VALIDITY_MAX = Duration.ofMinutes(15);

    /// Whether the user has a device with an open connection.
    public enum Status {
        /// A device has an open connection.
        ONLINE("online"),
        /// No device has an open connection.
        OFFLINE("offline"),
        /// The status is not known, or not visible to the viewer.
        UNKNOWN("unknown");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /// The status as the protocol spells it.
        public String wireName() {
            return wireName;
        }
    }

    /// Derives presence from a user's connections. A user is online while a connection's socket was
    /// seen open and its lease is running. Without a `$disconnect`, the user counts as online until
    /// the lease ends.
    ///
    /// @param connections rows of the user, expired ones too
    public static Presence of(User user, Collection<Connection> connections, Instant now) {
        List<Connection> open = open(connections, now);
        Instant latest = now.plus(VALIDITY_MAX);
        if (open.isEmpty()) {
            return new Presence(
                    user.id(),
                    Status.OFFLINE,
                    Optional.of(latest),
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
                Optional.of(leaseEnd.isBefore(latest) ? leaseEnd : latest),
                Optional.of(now),
                now);
    }

    /// The presence of a user whose status is unknown.
    public static Presence unknown(UserId user, Instant now) {
        return new Presence(user, Status.UNKNOWN, Optional.empty(), Optional.empty(), now);
    }

    /// The connections that make a user online.
    public static List<Connection> open(Collection<Connection> connections, Instant now) {
        return connections.stream()
                .filter(connection -> connection.openAt().isPresent() && connection.isLive(now))
                .toList();
    }

    /// The last known activity: the last connect or disconnect of a device. Nothing is recorded in
    /// between.
    private static Instant lastActive(User user) {
        return Stream.concat(
                        Stream.of(user.lastActiveAt()),
                        user.devices().values().stream().map(User.Device::lastSeenAt))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// This presence reduced to what a viewer may see.
    ///
    /// @param user the user whose presence it is
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
