package chat.presence;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.Presence;
import chat.domain.UserId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Connections;
import chat.port.Parallel;
import chat.port.PresenceSubscriptions;
import chat.port.PresenceSubscriptions.Subscription;
import chat.protocol.ClientFrame;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.PresenceOf;
import chat.protocol.ServerFrame.Rejected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Answers with the presence of users, and stores subscriptions to it.
public final class WatchPresence {
    private final PresenceSubscriptions subscriptions;
    private final Connections connections;
    private final PresenceVisibilities visibilities;
    private final RateLimits limits;
    private final Parallel parallel;

    public WatchPresence(
            PresenceSubscriptions subscriptions,
            Connections connections,
            PresenceVisibilities visibilities,
            RateLimits limits,
            Parallel parallel) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.visibilities = visibilities;
        this.limits = limits;
        this.parallel = parallel;
    }

    /// Stores the subscriptions first and then reads, so that a change in between is either read or
    /// notified.
    public ServerFrame handle(Caller caller, ClientFrame.Presence frame, Instant now) {
        for (UserId _ : frame.watch()) {
            var wait = limits.take(Limit.PRESENCE_WATCHES, caller.user().value(), now);
            if (wait.isPresent()) {
                return Rejected.rateLimited(
                        frame.requestId(), "too many presence subscriptions", wait.get());
            }
        }
        updateSubscriptions(caller, frame, now);
        var asked = new LinkedHashSet<>(frame.watch());
        asked.addAll(frame.get());
        return new PresenceOf(frame.requestId(), presences(caller.user(), asked, now));
    }

    private void updateSubscriptions(Caller caller, ClientFrame.Presence frame, Instant now) {
        List<Supplier<UserId>> updates = new ArrayList<>();
        Instant end = Connection.leaseEnd(now, caller.tokenExpiresAt());
        for (UserId user : frame.unwatch()) {
            updates.add(
                    () -> {
                        subscriptions.remove(user, caller.connection());
                        return user;
                    });
        }
        for (UserId user : frame.watch()) {
            updates.add(
                    () -> {
                        subscriptions.add(
                                new Subscription(user, caller.connection(), caller.user(), end));
                        return user;
                    });
        }
        parallel.all(updates);
    }

    private List<Presence> presences(UserId viewer, Set<UserId> users, Instant now) {
        if (users.isEmpty()) {
            return List.of();
        }
        Map<UserId, PresenceVisibilities.Seen> seen = visibilities.from(viewer, users);
        List<Supplier<Presence>> reads = new ArrayList<>();
        for (UserId user : users) {
            PresenceVisibilities.Seen one = seen.get(user);
            reads.add(() -> one == null ? Presence.unknown(user, now) : presence(one, now));
        }
        return parallel.all(reads);
    }

    private Presence presence(PresenceVisibilities.Seen seen, Instant now) {
        List<Connection> rows =
                seen.visibility().online() ? connections.of(seen.user().id()) : List.of();
        return Presence.of(seen.user(), rows, now).seenWith(seen.visibility(), seen.user());
    }
}
