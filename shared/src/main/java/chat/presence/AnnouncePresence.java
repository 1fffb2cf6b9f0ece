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

/// Tells those who watch a user that the user comes or goes. A hint that holds for a while only:
/// what the gateway does not take at once is not tried again.
public final class AnnouncePresence {
    /// Most connections that are told of one change, those that began last: a tenth of the gateway
    /// calls an account has in a second. The others learn it when what they were told ends.
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

    /// The user has had time to come back.
    public void stillAway(UserId user, Instant now) {
        if (Presence.open(connections.of(user), now).isEmpty()) {
            changed(user, now);
        }
    }

    /// Whether the user is there has changed, or who may see it.
    public void changed(UserId user, Instant now) {
        List<Subscription> watchers = watchers(user, now);
        if (!watchers.isEmpty()) {
            visibilities.user(user).ifPresent(found -> tell(found, watchers, now));
        }
    }

    private List<Subscription> watchers(UserId user, Instant now) {
        return subscriptions.of(user).stream()
                .filter(watcher -> watcher.isLive(now))
                .sorted(Comparator.comparing(Subscription::expiresAt).reversed())
                .limit(WATCHERS_MAX)
                .toList();
    }

    private void tell(User user, List<Subscription> watchers, Instant now) {
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
