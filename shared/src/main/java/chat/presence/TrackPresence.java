package chat.presence;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.Presence;
import chat.domain.UserId;
import chat.port.Announcements;
import chat.port.Connections;
import chat.port.PresenceSubscriptions;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tracks the connections of users with subscribers, and triggers notifications when they open or
/// close.
public final class TrackPresence {
    private static final Comparator<Connection> OLDEST_FIRST =
            Comparator.comparing((Connection row) -> row.openAt().orElseThrow())
                    .thenComparing(row -> row.id().value());

    private final PresenceSubscriptions subscriptions;
    private final Connections connections;
    private final AnnouncePresence announce;
    private final Announcements announcements;

    /// @param announcements the queue that delays a notification for a few seconds
    public TrackPresence(
            PresenceSubscriptions subscriptions,
            Connections connections,
            AnnouncePresence announce,
            Announcements announcements) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.announce = announce;
        this.announcements = announcements;
    }

    /// Handles a connection that was seen open for the first time. Of several connections the one
    /// that has been open longest made the user online.
    public void opened(UserId user, ConnectionId connection, Instant now) {
        if (isWatched(user, now)) {
            List<Connection> open = Presence.open(connections.of(user), now);
            Optional<ConnectionId> first = open.stream().min(OLDEST_FIRST).map(Connection::id);
            boolean isOpen = open.stream().anyMatch(row -> row.id().equals(connection));
            if (!isOpen || first.equals(Optional.of(connection))) {
                announce.changed(user, now);
            }
        }
    }

    /// Handles a connection whose row is gone. The notification is delayed, because many users come
    /// back within a second.
    public void closed(UserId user, Instant now) {
        if (isWatched(user, now) && Presence.open(connections.of(user), now).isEmpty()) {
            announcements.left(user);
        }
    }

    private boolean isWatched(UserId user, Instant now) {
        return subscriptions.of(user).stream().anyMatch(watcher -> watcher.isLive(now));
    }
}
