package chat.simulation;

import chat.domain.Block;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
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

/// The ports as one invocation has them: each call takes time, and may go wrong.
final class FaultyPorts {
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(1);

    private FaultyPorts() {}

    static Ports of(World world, Invocation in) {
        var tables = world.tables();
        return new Ports(
                new Log(in, tables.log()),
                new Index(in, tables.conversations()),
                new Rows(in, tables.conversations()),
                new Marks(in, world.checker(), tables.conversations()),
                new Sockets(in, tables.connections()),
                new Choices(in, world.checker(), tables.conversations()),
                new Accounts(in, tables.users()),
                new Posts(in, world),
                (user, connection) ->
                        in.call(
                                "queue " + connection.value(),
                                () -> world.queue().add(user, connection, in)),
                FaultyPresence.of(world, in));
    }

    private record Log(Invocation in, MessageLog to) implements MessageLog {
        @Override
        public AppendResult append(ConversationId conversation, Entry entry) {
            return in.call("append " + entry.seq(), () -> to.append(conversation, entry));
        }

        @Override
        public Optional<Entry> find(ConversationId conversation, long seq) {
            return in.call("entry", () -> to.find(conversation, seq));
        }

        @Override
        public List<Entry> after(ConversationId conversation, long after, int limit) {
            return in.call("entries after " + after, () -> to.after(conversation, after, limit));
        }

        @Override
        public List<Entry> newest(ConversationId conversation, long from, long before, int limit) {
            return in.call(
                    "newest from " + from, () -> to.newest(conversation, from, before, limit));
        }
    }

    private record Index(Invocation in, ConversationIndex to) implements ConversationIndex {
        @Override
        public Optional<ConversationRow> find(UserId user, UserId peer) {
            return in.call("row", () -> to.find(user, peer));
        }

        @Override
        public boolean index(UserId user, UserId peer, Entry entry, Instant now) {
            return in.call("index for " + user.value(), () -> to.index(user, peer, entry, now));
        }

        @Override
        public boolean indexFrom(
                DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
            return in.call(
                    "index for " + device.value(),
                    () -> to.indexFrom(device, user, peer, entry, now));
        }
    }

    private record Rows(Invocation in, ConversationList to) implements ConversationList {
        @Override
        public List<ConversationRow> all(UserId user) {
            return in.call("all rows", () -> to.all(user));
        }

        @Override
        public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
            return peers.isEmpty() ? List.of() : in.call("rows", () -> to.find(user, peers));
        }

        @Override
        public List<Place> activeSince(UserId user, long day) {
            return in.call("places since", () -> to.activeSince(user, day));
        }

        @Override
        public List<Place> newest(UserId user, Optional<Place> after, int limit) {
            return in.call("newest places", () -> to.newest(user, after, limit));
        }
    }

    private record Marks(Invocation in, Checker checker, Receipts to) implements Receipts {
        @Override
        public ConversationRow advancePeer(
                UserId user, UserId peer, Receipt peerReceipt, Instant now) {
            return in.call(
                    "peer's row", () -> checker.row(to.advancePeer(user, peer, peerReceipt, now)));
        }

        @Override
        public ConversationRow advanceOwn(
                UserId user, UserId peer, Progress progress, Instant now) {
            return in.call("own row", () -> checker.row(to.advanceOwn(user, peer, progress, now)));
        }

        @Override
        public void setPeerBlock(UserId user, UserId peer, Block block) {
            in.call("setPeerBlock", () -> to.setPeerBlock(user, peer, block));
        }

        @Override
        public void forget(UserId user, UserId peer, Set<String> deviceKeys) {
            in.call("forget", () -> to.forget(user, peer, deviceKeys));
        }
    }

    private record Choices(Invocation in, Checker checker, ConversationSettings to)
            implements ConversationSettings {
        @Override
        public ConversationRow row(UserId user, UserId peer) {
            return in.call("settings", () -> to.row(user, peer));
        }

        @Override
        public ConversationRow change(
                UserId user, UserId peer, Map<Setting, Boolean> set, Instant now) {
            return in.call("change " + set, () -> checker.row(to.change(user, peer, set, now)));
        }
    }

    private record Sockets(Invocation in, Connections to) implements Connections {
        @Override
        public void add(Connection connection) {
            in.call("add " + connection.id().value(), () -> to.add(connection));
        }

        @Override
        public List<Connection> of(UserId user) {
            return in.call("connections of " + user.value(), () -> to.of(user));
        }

        @Override
        public Optional<Connection> find(UserId user, ConnectionId id) {
            return in.call("connection " + id.value(), () -> to.find(user, id));
        }

        @Override
        public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
            return in.call("opened " + id.value(), () -> to.opened(user, id, openAt));
        }

        @Override
        public void showReadReceipts(UserId user, ConnectionId id, boolean shown) {
            in.call("show " + id.value(), () -> to.showReadReceipts(user, id, shown));
        }

        @Override
        public void remove(UserId user, ConnectionId id) {
            in.call("remove " + id.value(), () -> to.remove(user, id));
        }

        @Override
        public boolean removeGone(Connection seen) {
            return in.call("remove gone " + seen.id().value(), () -> to.removeGone(seen));
        }
    }

    private record Accounts(Invocation in, InMemoryUsers to) implements Ports.People {
        @Override
        public Optional<User> find(UserId id) {
            return in.call("user " + id.value(), () -> to.find(id));
        }

        @Override
        public boolean add(User user) {
            return in.call("add " + user.id().value(), () -> to.add(user));
        }

        @Override
        public boolean replaceDevices(
                UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
            return in.call("devices", () -> to.replaceDevices(id, seen, devices));
        }

        @Override
        public boolean enable(UserId id, boolean enabled) {
            return in.call("enable", () -> to.enable(id, enabled));
        }

        @Override
        public List<User> find(Collection<UserId> ids) {
            return in.call("users", () -> to.find(ids));
        }

        @Override
        public Optional<User> findEventual(UserId id) {
            return in.call("findEventual at " + id.value(), () -> to.findEventual(id));
        }

        @Override
        public Optional<User> change(UserId id, Profile.Change change) {
            return in.call("profile of " + id.value(), () -> to.change(id, change));
        }

        @Override
        public Optional<User> holder(ContactNumber number) {
            return in.call("holder", () -> to.holder(number));
        }

        @Override
        public void claim(UserId user, ContactNumber number, Instant at) {
            in.call("claim", () -> to.claim(user, number, at));
        }

        @Override
        public void settle(UserId user, ContactNumber number, Instant at) {
            in.call("settle", () -> to.settle(user, number, at));
        }

        @Override
        public void active(UserId id, Instant at) {
            in.call("active", () -> to.active(id, at));
        }
    }

    /// The adapter turns 429, 5xx and no answer into an answer: only death is worse.
    private record Posts(Invocation in, World world) implements Gateway {
        @Override
        public Answer post(ConnectionId connection, String frame) {
            return call(
                    "post " + connection.value(), () -> world.network().post(connection, frame));
        }

        @Override
        public Answer probe(ConnectionId connection) {
            return call("probe " + connection.value(), () -> world.network().probe(connection));
        }

        @Override
        public Answer close(ConnectionId connection) {
            return call("close " + connection.value(), () -> world.network().drop(connection));
        }

        private Answer call(String name, Supplier<Answer> effect) {
            try {
                return in.call(
                        name,
                        () -> {
                            if (world.strikes(Fault.POST_THROTTLED)) {
                                return Answer.UNKNOWN;
                            }
                            Answer answer = effect.get();
                            return world.strikes(Fault.POST_UNANSWERED) ? late(name) : answer;
                        });
            } catch (Invocation.Failure failure) {
                return Answer.UNKNOWN;
            }
        }

        private Answer late(String name) {
            world.trace(in.name(), () -> name + " takes " + POST_TIMEOUT);
            return Answer.UNKNOWN;
        }
    }
}
