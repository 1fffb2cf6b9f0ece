package chat.inmemory;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.service.Connections;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The open connections, in memory, and what the table's stream tells: each insert.
public final class InMemoryConnections implements Connections {
    private final Map<UserId, Map<String, Connection>> rows = new HashMap<>();
    private final List<Consumer<Connection>> listeners = new CopyOnWriteArrayList<>();

    /// Calls `listener` after each insert, on the inserting thread.
    public void onInsert(Consumer<Connection> listener) {
        listeners.add(listener);
    }

    @Override
    public void add(Connection connection) {
        Connection stored = asStored(connection);
        if (put(stored)) {
            listeners.forEach(listener -> listener.accept(stored));
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
    public synchronized boolean opened(UserId user, ConnectionId id, Instant openAt) {
        return ofUser(user)
                        .computeIfPresent(
                                id.value(),
                                (_, row) ->
                                        row.openAt().isPresent() ? row : row.opened(millis(openAt)))
                != null;
    }

    @Override
    public synchronized void showReadReceipts(UserId user, ConnectionId id, boolean shown) {
        find(user, id).ifPresent(row -> put(row.withReadReceipts(shown)));
    }

    @Override
    public synchronized void remove(UserId user, ConnectionId id) {
        ofUser(user).remove(id.value());
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

    /// All that is stored.
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
