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

/// The ports of presence as one invocation has them: each call takes time, and may go wrong.
final class FaultyPresence {
    private FaultyPresence() {}

    static Ports.OfPresence of(World world, Invocation in) {
        return new Ports.OfPresence(
                new Watchers(in, world.tables().subscriptions()),
                new Relating(in, world.tables().conversations()),
                new Announcing(in, world.announcements()));
    }

    private record Watchers(Invocation in, PresenceSubscriptions to)
            implements PresenceSubscriptions {
        @Override
        public void add(Subscription subscription) {
            in.call(
                    "watch " + subscription.watched().value(),
                    () -> {
                        to.add(subscription);
                    });
        }

        @Override
        public void remove(UserId watched, ConnectionId connection) {
            in.call("unwatch " + watched.value(), () -> to.remove(watched, connection));
        }

        @Override
        public List<Subscription> of(UserId watched) {
            return in.call("watchers of " + watched.value(), () -> to.of(watched));
        }
    }

    private record Relating(Invocation in, Relations to) implements Relations {
        @Override
        public Map<UserId, Relation> of(UserId user, Collection<UserId> peers) {
            return in.call("relations of " + user.value(), () -> to.of(user, peers));
        }
    }

    private record Announcing(Invocation in, AnnouncementQueue queue) implements Announcements {
        @Override
        public void left(UserId user) {
            in.call("announce that left " + user.value(), () -> queue.add(user, true));
        }

        @Override
        public void changed(UserId user) {
            in.call("announce " + user.value(), () -> queue.add(user, false));
        }
    }
}
