package chat.inmemory;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Connections;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// In-memory connections, with listeners in place of the table's stream: inserted, first seen open,
/// removed.
public final class InMemoryConnections implements Connections {
    private final Map<UserId, Map<String, Connection>> rows = new HashMap<>();
    private final List<Consumer<Connection>> onInsert = new CopyOnWriteArrayList<>();
    private final List<Consumer<Connection>> onOpened = new CopyOnWriteArrayList<>();
    private final List<Consumer<Connection>> onRemove = new CopyOnWriteArrayList<>();

    /// Calls `listener` after each insert, on the inserting thread.
    public void onInsert(Consumer<Connection> listener) {
        onInsert.add(listener);
    }

    /// Calls `listener` after a socket is first seen open, on the calling thread.
    public void onOpened(Consumer<Connection> listener) {
        onOpened.add(listener);
    }

    /// Calls `listener` after each removal, on the removing thread.
    public void onRemove(Consumer<Connection> listener) {
        onRemove.add(listener);
    }

    @Override
    public void add(Connection connection) {
        Connection stored = asStored(connection);
        if (put(stored)) {
            onInsert.forEach(listener -> listener.accept(stored));
        }
    }

    @Override
    public synchronized List<Connection> of(UserId user) {
        return List.copyOf(ofUser(user).values());
    }

    @Override
    public synchronized Optional<Connection> find(UserId user, ConnectionId id) {
        return Optional.ofNullable(ofUser(user).get(id.value()));
    }

    @Override
    public synchronized Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
        find(user, id)
                .filter(row -> row.openAt().isEmpty())
                .map(row -> row.opened(millis(openAt)))
                .ifPresent(
                        opened -> {
                            put(opened);
                            onOpened.forEach(listener -> listener.accept(opened));
                        });
        return find(user, id);
    }

    @Override
    public synchronized void showReadReceipts(UserId user, ConnectionId id, boolean shown) {
        find(user, id).ifPresent(row -> put(row.withReadReceipts(shown)));
    }

    @Override
    public synchronized void remove(UserId user, ConnectionId id) {
        Connection removed = ofUser(user).remove(id.value());
        if (removed != null) {
            onRemove.forEach(listener -> listener.accept(removed));
        }
    }

    @Override
    public synchronized boolean removeGone(Connection seen) {
        Connection row = ofUser(seen.user()).get(seen.id().value());
        boolean isOpen = row != null && seen.openAt().isEmpty() && row.openAt().isPresent();
        if (!isOpen) {
            remove(seen.user(), seen.id());
        }
        return !isOpen;
    }

    /// Returns all stored connections.
    synchronized Object snapshot() {
        return Snapshot.of(rows);
    }

    private synchronized boolean put(Connection connection) {
        return ofUser(connection.user()).put(connection.id().value(), connection) == null;
    }

    private Map<String, Connection> ofUser(UserId user) {
        return rows.computeIfAbsent(user, _ -> new TreeMap<>());
    }

    private static Connection asStored(Connection c) {
        return new Connection(
                c.user(),
                c.id(),
                c.device(),
                millis(c.deviceFirstSeenAt()),
                c.since().map(InMemoryConnections::millis),
                millis(c.connectedAt()),
                c.openAt().map(InMemoryConnections::millis),
                millis(c.expiresAt()),
                c.readReceipts());
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
