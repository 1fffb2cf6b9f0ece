package chat.presence;

import chat.delivery.Sockets;
import chat.domain.Presence;
import chat.domain.PresenceVisibility;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.Parallel;
import chat.port.PresenceSubscriptions;
import chat.port.PresenceSubscriptions.Subscription;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame.PresenceOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Notifies the subscribers of a user that the user came online or went offline. A notification
/// expires by itself, so a failed post is not retried.
public final class AnnouncePresence {
    /// The maximum number of connections that are notified of one change: a tenth of an account's
    /// gateway calls per second. The newest connections are notified first; the others learn of the
    /// change when their status expires.
    static final int WATCHERS_MAX = 1_000;

    private final PresenceSubscriptions subscriptions;
    private final Connections connections;
    private final PresenceVisibilities visibilities;
    private final Sockets sockets;
    private final Parallel parallel;

    public AnnouncePresence(
            PresenceSubscriptions subscriptions,
            Connections connections,
            PresenceVisibilities visibilities,
            Gateway gateway,
            Parallel parallel) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.visibilities = visibilities;
        this.sockets = new Sockets(connections, gateway);
        this.parallel = parallel;
    }

    /// Notifies that the user is offline, unless the user has come back.
    public void stillAway(UserId user, Instant now) {
        if (Presence.open(connections.of(user), now).isEmpty()) {
            changed(user, now);
        }
    }

    /// Notifies that the user's presence, or its visibility, has changed.
    public void changed(UserId user, Instant now) {
        List<Subscription> watchers = watchers(user, now);
        if (!watchers.isEmpty()) {
            visibilities.user(user).ifPresent(found -> notifySubscribers(found, watchers, now));
        }
    }

    private List<Subscription> watchers(UserId user, Instant now) {
        return subscriptions.of(user).stream()
                .filter(watcher -> watcher.isLive(now))
                .sorted(Comparator.comparing(Subscription::expiresAt).reversed())
                .limit(WATCHERS_MAX)
                .toList();
    }

    private void notifySubscribers(User user, List<Subscription> watchers, Instant now) {
        Presence presence = Presence.of(user, connections.of(user.id()), now);
        List<UserId> viewers = watchers.stream().map(Subscription::watcher).distinct().toList();
        Map<UserId, PresenceVisibility> seen = visibilities.on(user, viewers);
        List<Supplier<Sockets.Outcome>> posts = new ArrayList<>();
        for (Subscription watcher : watchers) {
            PresenceVisibility visibility = seen.get(watcher.watcher());
            if (visibility != null) {
                posts.add(() -> post(watcher, presence.seenWith(visibility, user)));
            }
        }
        parallel.all(posts);
    }

    private Sockets.Outcome post(Subscription watcher, Presence presence) {
        var frame = new PresenceOf(Optional.empty(), List.of(presence));
        var outcome = sockets.post(watcher.connection(), FrameEncoder.encode(frame));
        if (outcome == Sockets.Outcome.GONE) {
            subscriptions.remove(watcher.watched(), watcher.connection());
        }
        return outcome;
    }
}
