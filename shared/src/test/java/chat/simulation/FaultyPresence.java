package chat.simulation;

import chat.domain.ConnectionId;
import chat.domain.Relation;
import chat.domain.UserId;
import chat.port.Announcements;
import chat.port.PresenceSubscriptions;
import chat.port.Relations;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The presence ports of one invocation: each call takes time and may fail.
final class FaultyPresence {
    private FaultyPresence() {}

    static Ports.OfPresence of(SimulatedSystem system, Invocation invocation) {
        return new Ports.OfPresence(
                new FaultySubscriptions(invocation, system.tables().subscriptions()),
                new FaultyRelations(invocation, system.tables().conversations()),
                new FaultyAnnouncements(invocation, system.announcements()));
    }

    private record FaultySubscriptions(Invocation invocation, PresenceSubscriptions to)
            implements PresenceSubscriptions {
        @Override
        public void add(Subscription subscription) {
            invocation.call(
                    "watch " + subscription.watched().value(),
                    () -> {
                        to.add(subscription);
                    });
        }

        @Override
        public void remove(UserId watched, ConnectionId connection) {
            invocation.call("unwatch " + watched.value(), () -> to.remove(watched, connection));
        }

        @Override
        public List<Subscription> of(UserId watched) {
            return invocation.call("watchers of " + watched.value(), () -> to.of(watched));
        }
    }

    private record FaultyRelations(Invocation invocation, Relations to) implements Relations {
        @Override
        public Map<UserId, Relation> of(UserId user, Collection<UserId> peers) {
            return invocation.call("relations of " + user.value(), () -> to.of(user, peers));
        }
    }

    private record FaultyAnnouncements(Invocation invocation, SimulatedAnnouncementQueue queue)
            implements Announcements {
        @Override
        public void left(UserId user) {
            invocation.call("announce that left " + user.value(), () -> queue.add(user, true));
        }

        @Override
        public void changed(UserId user) {
            invocation.call("announce " + user.value(), () -> queue.add(user, false));
        }
    }
}
