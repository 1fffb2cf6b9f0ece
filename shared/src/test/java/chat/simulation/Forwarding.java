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
import chat.domain.TextBlock;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.Gateway;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.Receipts;
import chat.port.TextBlocks;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ports that forward each call. A mistake overrides one of them.
final class Forwarding {
    private Forwarding() {}

    interface ToConnections extends Connections {
        Connections to();

        @Override
        default void add(Connection connection) {
            to().add(connection);
        }

        @Override
        default List<Connection> of(UserId user) {
            return to().of(user);
        }

        @Override
        default Optional<Connection> find(UserId user, ConnectionId id) {
            return to().find(user, id);
        }

        @Override
        default Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
            return to().opened(user, id, openAt);
        }

        @Override
        default void showReadReceipts(UserId user, ConnectionId id, boolean shown) {
            to().showReadReceipts(user, id, shown);
        }

        @Override
        default void remove(UserId user, ConnectionId id) {
            to().remove(user, id);
        }

        @Override
        default boolean removeGone(Connection seen) {
            return to().removeGone(seen);
        }
    }

    interface ToLog extends MessageLog {
        MessageLog to();

        @Override
        default AppendResult append(ConversationId conversation, Entry entry) {
            return to().append(conversation, entry);
        }

        @Override
        default Optional<Entry> find(ConversationId conversation, long seq) {
            return to().find(conversation, seq);
        }

        @Override
        default Optional<Entry> current(ConversationId conversation, long seq) {
            return to().current(conversation, seq);
        }

        @Override
        default Entry fold(ConversationId conversation, Entry operation) {
            return to().fold(conversation, operation);
        }

        @Override
        default void erase(ConversationId conversation, long seq) {
            to().erase(conversation, seq);
        }

        @Override
        default List<Entry> after(ConversationId conversation, long after, int limit) {
            return to().after(conversation, after, limit);
        }

        @Override
        default List<Entry> newest(ConversationId conversation, long from, long before, int limit) {
            return to().newest(conversation, from, before, limit);
        }
    }

    interface ToIndex extends ConversationIndex {
        ConversationIndex to();

        @Override
        default Optional<ConversationRow> find(UserId user, UserId peer) {
            return to().find(user, peer);
        }

        @Override
        default boolean index(UserId user, UserId peer, Entry entry, Instant now) {
            return to().index(user, peer, entry, now);
        }

        @Override
        default boolean indexFrom(
                DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
            return to().indexFrom(device, user, peer, entry, now);
        }

        @Override
        default boolean indexOperation(
                Optional<DeviceId> device,
                UserId user,
                UserId peer,
                Entry operation,
                Optional<Preview> lastMessage,
                Instant now) {
            return to().indexOperation(device, user, peer, operation, lastMessage, now);
        }
    }

    interface ToRows extends ConversationList {
        ConversationList to();

        @Override
        default List<ConversationRow> all(UserId user) {
            return to().all(user);
        }

        @Override
        default List<ConversationRow> find(UserId user, Collection<UserId> peers) {
            return to().find(user, peers);
        }

        @Override
        default List<Place> activeSince(UserId user, long day) {
            return to().activeSince(user, day);
        }

        @Override
        default List<Place> newest(UserId user, Optional<Place> after, int limit) {
            return to().newest(user, after, limit);
        }
    }

    interface ToHidden extends HiddenMessages {
        HiddenMessages to();

        @Override
        default ConversationRow row(UserId user, UserId peer) {
            return to().row(user, peer);
        }

        @Override
        default void add(UserId user, UserId peer, Collection<Long> seqs, long version) {
            to().add(user, peer, seqs, version);
        }

        @Override
        default Optional<ConversationRow> publish(
                UserId user, UserId peer, long version, Instant now) {
            return to().publish(user, peer, version, now);
        }

        @Override
        default ConversationRow clear(UserId user, UserId peer, long upTo, Instant now) {
            return to().clear(user, peer, upTo, now);
        }

        @Override
        default Page since(UserId user, UserId peer, long version, long after, int limit) {
            return to().since(user, peer, version, after, limit);
        }

        @Override
        default Set<Long> between(UserId user, UserId peer, long from, long to) {
            return to().between(user, peer, from, to);
        }
    }

    interface ToBlocks extends TextBlocks {
        TextBlocks to();

        @Override
        default Optional<TextBlock> find(ConversationId conversation, long number) {
            return to().find(conversation, number);
        }

        @Override
        default boolean put(ConversationId conversation, TextBlock block) {
            return to().put(conversation, block);
        }

        @Override
        default Part newest(ConversationId conversation, long first, long last) {
            return to().newest(conversation, first, last);
        }
    }

    interface ToReceipts extends Receipts {
        Receipts to();

        @Override
        default Advanced advancePeer(UserId user, UserId peer, Receipt peerReceipt, Instant now) {
            return to().advancePeer(user, peer, peerReceipt, now);
        }

        @Override
        default Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now) {
            return to().advanceOwn(user, peer, progress, now);
        }

        @Override
        default void forget(UserId user, UserId peer, Set<String> deviceKeys) {
            to().forget(user, peer, deviceKeys);
        }

        @Override
        default void setPeerBlock(UserId user, UserId peer, Block block) {
            to().setPeerBlock(user, peer, block);
        }
    }

    interface ToGateway extends Gateway {
        Gateway to();

        @Override
        default Answer post(ConnectionId connection, String frame) {
            return to().post(connection, frame);
        }

        @Override
        default Answer probe(ConnectionId connection) {
            return to().probe(connection);
        }

        @Override
        default Answer close(ConnectionId connection) {
            return to().close(connection);
        }
    }

    interface ToPeople extends Ports.People {
        Ports.People to();

        @Override
        default Optional<User> find(UserId id) {
            return to().find(id);
        }

        @Override
        default boolean add(User user) {
            return to().add(user);
        }

        @Override
        default boolean replaceDevices(
                UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
            return to().replaceDevices(id, seen, devices);
        }

        @Override
        default boolean enable(UserId id, boolean enabled) {
            return to().enable(id, enabled);
        }

        @Override
        default void recordActivity(UserId id, Instant at) {
            to().recordActivity(id, at);
        }

        @Override
        default List<User> find(Collection<UserId> ids) {
            return to().find(ids);
        }

        @Override
        default Optional<User> findEventual(UserId id) {
            return to().findEventual(id);
        }

        @Override
        default Optional<User> change(UserId id, Profile.Change change) {
            return to().change(id, change);
        }

        @Override
        default Optional<User> holder(ContactNumber number) {
            return to().holder(number);
        }

        @Override
        default void claim(UserId user, ContactNumber number, Instant at) {
            to().claim(user, number, at);
        }

        @Override
        default void settle(UserId user, ContactNumber number, Instant at) {
            to().settle(user, number, at);
        }
    }
}
