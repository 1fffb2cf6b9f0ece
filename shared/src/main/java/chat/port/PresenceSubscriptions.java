package chat.port;

import chat.domain.ConnectionId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.List;

/// Who wants to be told of whose presence. Every read is strongly consistent.
public interface PresenceSubscriptions {
    /// A connection that is told of a user's presence.
    ///
    /// @param watcher whose connection it is
    /// @param expiresAt when the connection is over at the latest
    record Subscription(
            UserId watched, ConnectionId connection, UserId watcher, Instant expiresAt) {
        /// Whether the connection may still be open.
        public boolean isLive(Instant now) {
            return now.isBefore(expiresAt);
        }
    }

    /// Stores a subscription, or stores it again.
    void add(Subscription subscription);

    /// Removes one, if it is there.
    void remove(UserId watched, ConnectionId connection);

    /// Those that watch a user, expired ones too.
    List<Subscription> of(UserId watched);
}
