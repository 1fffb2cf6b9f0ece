package chat.service;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.Presence;
import chat.domain.Sight;
import chat.domain.User;
import chat.domain.UserId;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame.PresenceOf;
import chat.service.PresenceSubscriptions.Subscription;

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
    private final PresenceSubscriptions subscriptions;
    private final Connections connections;
    private final Profiles profiles;
    private final Sights sights;
    private final Announcements announcements;
    private final Gateway gateway;
    private final Parallel parallel;

    /// @param announcements where what may pass is left for a few seconds
    public AnnouncePresence(
            PresenceSubscriptions subscriptions,
            Connections connections,
            Sights sights,
            Announcements announcements,
            Gateway gateway,
            Parallel parallel) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.profiles = sights.profiles();
        this.sights = sights;
        this.announcements = announcements;
        this.gateway = gateway;
        this.parallel = parallel;
    }

    /// A connection was seen open for the first time. Of several of a user the one that is open
    /// longest makes the user online.
    public void opened(UserId user, ConnectionId connection, Instant now) {
        List<Subscription> watchers = watchers(user, now);
        if (watchers.isEmpty()) {
            return;
        }
        List<Connection> open = Presence.open(connections.of(user), now);
        Optional<Connection> first =
                open.stream()
                        .min(
                                Comparator.comparing(
                                                (Connection row) -> row.openAt().orElseThrow())
                                        .thenComparing(row -> row.id().value()));
        boolean wasOnline =
                first.filter(row -> !row.id().equals(connection)).isPresent()
                        && open.stream().anyMatch(row -> row.id().equals(connection));
        if (!wasOnline) {
            tell(user, watchers, open, now);
        }
    }

    /// A connection's row is gone. That the user is offline is not said at once: many come back
    /// within a second.
    public void closed(UserId user, Instant now) {
        if (!watchers(user, now).isEmpty()
                && Presence.open(connections.of(user), now).isEmpty()) {
            announcements.left(user);
        }
    }

    /// The user has had time to come back.
    public void stillAway(UserId user, Instant now) {
        List<Connection> rows = connections.of(user);
        if (Presence.open(rows, now).isEmpty()) {
            tell(user, watchers(user, now), rows, now);
        }
    }

    /// Who may see the user has changed.
    public void changed(UserId user, Instant now) {
        List<Subscription> watchers = watchers(user, now);
        if (!watchers.isEmpty()) {
            tell(user, watchers, connections.of(user), now);
        }
    }

    private List<Subscription> watchers(UserId user, Instant now) {
        return subscriptions.of(user).stream().filter(watcher -> watcher.isLive(now)).toList();
    }

    private void tell(
            UserId id, List<Subscription> watchers, List<Connection> rows, Instant now) {
        List<User> found = watchers.isEmpty() ? List.of() : profiles.find(List.of(id));
        if (found.isEmpty()) {
            return;
        }
        User user = found.getFirst();
        Presence presence = Presence.of(user, rows, now);
        List<UserId> viewers = watchers.stream().map(Subscription::watcher).distinct().toList();
        Map<UserId, Sight> seen = sights.on(user, viewers);
        List<Supplier<Gateway.Answer>> posts = new ArrayList<>();
        for (Subscription watcher : watchers) {
            Sight sight = seen.get(watcher.watcher());
            if (sight != null) {
                posts.add(() -> post(watcher, presence.seenWith(sight, user)));
            }
        }
        parallel.all(posts);
    }

    private Gateway.Answer post(Subscription watcher, Presence presence) {
        var frame = new PresenceOf(Optional.empty(), List.of(presence));
        Gateway.Answer answer = gateway.post(watcher.connection(), FrameEncoder.encode(frame));
        if (answer == Gateway.Answer.GONE) {
            subscriptions.remove(watcher.watched(), watcher.connection());
        }
        return answer;
    }
}
