package chat.port;

import chat.domain.ConnectionId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.List;

/// The subscriptions to users' presence. Every read is strongly consistent.
public interface PresenceSubscriptions {
    /// A connection that is notified of a user's presence.
    ///
    /// @param watcher the user of the connection
    /// @param expiresAt the end of the connection at the latest
    record Subscription(
            UserId watched, ConnectionId connection, UserId watcher, Instant expiresAt) {
        /// Whether the connection may still be open.
        public boolean isLive(Instant now) {
            return now.isBefore(expiresAt);
        }
    }

    /// Stores a subscription. Storing it again changes nothing.
    void add(Subscription subscription);

    /// Removes a subscription, if it exists.
    void remove(UserId watched, ConnectionId connection);

    /// The subscriptions to a user, expired ones too.
    List<Subscription> of(UserId watched);
}
