package chat.simulation;

import chat.domain.Block;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.Profile;
import chat.domain.Receipt;
import chat.domain.Setting;
import chat.domain.User;
import chat.domain.UserId;
import chat.inmemory.InMemoryUsers;
import chat.port.Connections;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.Gateway;
import chat.port.MessageLog;
import chat.port.Receipts;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The ports of one invocation: each call takes time and may fail.
final class FaultyPorts {
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(1);

    private FaultyPorts() {}

    static Ports of(SimulatedSystem system, Invocation invocation) {
        var tables = system.tables();
        return new Ports(
                new FaultyLog(invocation, system, tables.log()),
                new FaultyIndex(invocation, tables.conversations()),
                new FaultyList(invocation, tables.conversations()),
                new FaultyReceipts(invocation, system.checker(), tables.conversations()),
                new FaultyConnections(invocation, tables.connections()),
                new FaultySettings(invocation, system.checker(), tables.conversations()),
                new FaultyUsers(invocation, tables.users()),
                new FaultyGateway(invocation, system),
                (user, connection) ->
                        invocation.call(
                                "queue " + connection.value(),
                                () -> system.queue().add(user, connection, invocation)),
                FaultyPresence.of(system, invocation));
    }

    private record FaultyLog(Invocation invocation, SimulatedSystem system, MessageLog to)
            implements MessageLog {
        @Override
        public AppendResult append(ConversationId conversation, Entry entry) {
            return call("append " + entry.seq(), () -> to.append(conversation, entry));
        }

        @Override
        public Optional<Entry> find(ConversationId conversation, long seq) {
            return call("entry", () -> to.find(conversation, seq));
        }

        @Override
        public Optional<Entry> current(ConversationId conversation, long seq) {
            return call("current " + seq, () -> to.current(conversation, seq));
        }

        @Override
        public Entry fold(ConversationId conversation, Entry operation) {
            return call("fold " + operation.seq(), () -> to.fold(conversation, operation));
        }

        @Override
        public void erase(ConversationId conversation, long seq) {
            call(
                    "erase " + seq,
                    () -> {
                        to.erase(conversation, seq);
                        return "done";
                    });
        }

        @Override
        public List<Entry> after(ConversationId conversation, long after, int limit) {
            return call("entries after " + after, () -> to.after(conversation, after, limit));
        }

        @Override
        public List<Entry> newest(ConversationId conversation, long from, long before, int limit) {
            return call("newest from " + from, () -> to.newest(conversation, from, before, limit));
        }

        private <T> T call(String name, Supplier<T> effect) {
            if (!system.logCall().isZero()) {
                invocation.pause(system.random().around(system.logCall()));
            }
            return invocation.call(name, effect);
        }
    }

    private record FaultyIndex(Invocation invocation, ConversationIndex to)
            implements ConversationIndex {
        @Override
        public Optional<ConversationRow> find(UserId user, UserId peer) {
            return invocation.call("row", () -> to.find(user, peer));
        }

        @Override
        public boolean index(UserId user, UserId peer, Entry entry, Instant now) {
            return invocation.call(
                    "index for " + user.value(), () -> to.index(user, peer, entry, now));
        }

        @Override
        public boolean indexFrom(
                DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
            return invocation.call(
                    "index for " + device.value(),
                    () -> to.indexFrom(device, user, peer, entry, now));
        }

        @Override
        public boolean indexOperation(
                Optional<DeviceId> device,
                UserId user,
                UserId peer,
                Entry operation,
                Optional<Preview> lastMessage,
                Instant now) {
            return invocation.call(
                    "index operation for " + user.value(),
                    () -> to.indexOperation(device, user, peer, operation, lastMessage, now));
        }
    }

    private record FaultyList(Invocation invocation, ConversationList to)
            implements ConversationList {
        @Override
        public List<ConversationRow> all(UserId user) {
            return invocation.call("all rows", () -> to.all(user));
        }

        @Override
        public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
            return peers.isEmpty()
                    ? List.of()
                    : invocation.call("rows", () -> to.find(user, peers));
        }

        @Override
        public List<Place> activeSince(UserId user, long day) {
            return invocation.call("places since", () -> to.activeSince(user, day));
        }

        @Override
        public List<Place> newest(UserId user, Optional<Place> after, int limit) {
            return invocation.call("newest places", () -> to.newest(user, after, limit));
        }
    }

    private record FaultyReceipts(Invocation invocation, InvariantChecker checker, Receipts to)
            implements Receipts {
        @Override
        public Advanced advancePeer(UserId user, UserId peer, Receipt peerReceipt, Instant now) {
            return invocation.call(
                    "peer's row", () -> checked(to.advancePeer(user, peer, peerReceipt, now)));
        }

        @Override
        public Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now) {
            return invocation.call(
                    "own row", () -> checked(to.advanceOwn(user, peer, progress, now)));
        }

        private Advanced checked(Advanced advanced) {
            return new Advanced(checker.row(advanced.row()), advanced.moved());
        }

        @Override
        public void setPeerBlock(UserId user, UserId peer, Block block) {
            invocation.call("setPeerBlock", () -> to.setPeerBlock(user, peer, block));
        }

        @Override
        public void forget(UserId user, UserId peer, Set<String> deviceKeys) {
            invocation.call("forget", () -> to.forget(user, peer, deviceKeys));
        }
    }

    private record FaultySettings(
            Invocation invocation, InvariantChecker checker, ConversationSettings to)
            implements ConversationSettings {
        @Override
        public ConversationRow row(UserId user, UserId peer) {
            return invocation.call("settings", () -> to.row(user, peer));
        }

        @Override
        public ConversationRow change(
                UserId user, UserId peer, Map<Setting, Boolean> set, Instant now) {
            return invocation.call(
                    "change " + set, () -> checker.row(to.change(user, peer, set, now)));
        }
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
        public void active(UserId id, Instant at) {
            invocation.call("active", () -> to.active(id, at));
        }
    }

    /// Failures are answers, as the adapter turns 429, 5xx and a timeout into answers. Only the end
    /// of the function is not.
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
                            if (system.injects(Fault.POST_THROTTLED)) {
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
