package chat.simulation;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;
import chat.inmemory.InMemoryUsers;
import chat.port.Connections;
import chat.port.Gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The ports of one invocation: each call takes time and may fail.
final class FaultyPorts {
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(1);

    private FaultyPorts() {}

    static Ports of(SimulatedSystem system, Invocation invocation) {
        var tables = system.tables();
        return new Ports(
                new FaultyConversations.FaultyLog(invocation, system, tables.log()),
                new FaultyConversations.FaultyIndex(invocation, tables.conversations()),
                new FaultyConversations.FaultyList(invocation, tables.conversations()),
                new FaultyConversations.FaultyReceipts(
                        invocation, system.checker().receipts(), tables.conversations()),
                new FaultyConnections(invocation, tables.connections()),
                new FaultyConversations.FaultySettings(
                        invocation, system.checker().receipts(), tables.conversations()),
                new FaultyConversations.FaultyHidden(invocation, system, tables.hidden()),
                new FaultyBlocks(invocation, system, tables.blocks()),
                new FaultyUsers(invocation, tables.users()),
                new FaultyGateway(invocation, system),
                (user, connection) ->
                        invocation.call(
                                "queue " + connection.value(),
                                () -> system.queue().add(user, connection, invocation)),
                FaultyPresence.of(system, invocation));
    }

    private record FaultyConnections(Invocation invocation, Connections to) implements Connections {
        @Override
        public void add(Connection connection) {
            invocation.call("add " + connection.id().value(), () -> to.add(connection));
        }

        @Override
        public List<Connection> of(UserId user) {
            return invocation.call("connections of " + user.value(), () -> to.of(user));
        }

        @Override
        public Optional<Connection> find(UserId user, ConnectionId id) {
            return invocation.call("connection " + id.value(), () -> to.find(user, id));
        }

        @Override
        public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
            return invocation.call("opened " + id.value(), () -> to.opened(user, id, openAt));
        }

        @Override
        public void showReadReceipts(UserId user, ConnectionId id, boolean shown) {
            invocation.call("show " + id.value(), () -> to.showReadReceipts(user, id, shown));
        }

        @Override
        public void remove(UserId user, ConnectionId id) {
            invocation.call("remove " + id.value(), () -> to.remove(user, id));
        }

        @Override
        public boolean removeGone(Connection seen) {
            return invocation.call("remove gone " + seen.id().value(), () -> to.removeGone(seen));
        }
    }

    private record FaultyUsers(Invocation invocation, InMemoryUsers to) implements Ports.People {
        @Override
        public Optional<User> find(UserId id) {
            return invocation.call("user " + id.value(), () -> to.find(id));
        }

        @Override
        public boolean add(User user) {
            return invocation.call("add " + user.id().value(), () -> to.add(user));
        }

        @Override
        public boolean replaceDevices(
                UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
            return invocation.call("devices", () -> to.replaceDevices(id, seen, devices));
        }

        @Override
        public boolean enable(UserId id, boolean enabled) {
            return invocation.call("enable", () -> to.enable(id, enabled));
        }

        @Override
        public List<User> find(Collection<UserId> ids) {
            return invocation.call("users", () -> to.find(ids));
        }

        @Override
        public Optional<User> findEventual(UserId id) {
            return invocation.call("findEventual at " + id.value(), () -> to.findEventual(id));
        }

        @Override
        public Optional<User> change(UserId id, Profile.Change change) {
            return invocation.call("profile of " + id.value(), () -> to.change(id, change));
        }

        @Override
        public Optional<User> holder(ContactNumber number) {
            return invocation.call("holder", () -> to.holder(number));
        }

        @Override
        public void claim(UserId user, ContactNumber number, Instant at) {
            invocation.call("claim", () -> to.claim(user, number, at));
        }

        @Override
        public void settle(UserId user, ContactNumber number, Instant at) {
            invocation.call("settle", () -> to.settle(user, number, at));
        }

        @Override
        public void recordActivity(UserId id, Instant at) {
            invocation.call("recordActivity", () -> to.recordActivity(id, at));
        }
    }

    /// Failures are returned as answers, as the adapter returns 429, 5xx and timeouts. Only the end
    /// of the function is thrown.
    private record FaultyGateway(Invocation invocation, SimulatedSystem system) implements Gateway {
        @Override
        public Answer post(ConnectionId connection, String frame) {
            return call(
                    "post " + connection.value(), () -> system.network().post(connection, frame));
        }

        @Override
        public Answer probe(ConnectionId connection) {
            return call("probe " + connection.value(), () -> system.network().probe(connection));
        }

        @Override
        public Answer close(ConnectionId connection) {
            return call("close " + connection.value(), () -> system.network().drop(connection));
        }

        private Answer call(String name, Supplier<Answer> effect) {
            try {
                return invocation.call(
                        name,
                        () -> {
                            if (!system.network().quota().take(system.loop().now())
                                    || system.injects(Fault.POST_THROTTLED)) {
                                return Answer.UNKNOWN;
                            }
                            Answer answer = effect.get();
                            return system.injects(Fault.POST_UNANSWERED) ? late(name) : answer;
                        });
            } catch (Invocation.Failure failure) {
                return Answer.UNKNOWN;
            }
        }

        private Answer late(String name) {
            system.trace(invocation.name(), () -> name + " takes " + POST_TIMEOUT);
            return Answer.UNKNOWN;
        }
    }
}
