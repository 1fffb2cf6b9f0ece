package chat.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The open connections. A connection is added when its handshake is done, and removed when the
/// client, a server or a timeout closes it.
///
/// Thread-safe.
final class Connections {
    /// Time limit for a client to answer a close frame; after that its connection is dropped.
    private static final Duration CLOSE_ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final Timers timers;
    private final Limits limits;
    private final BiConsumer<Connection, CloseStatus> onClosed;

    /// @param onClosed called once for each closed connection
    Connections(Timers timers, Limits limits, BiConsumer<Connection, CloseStatus> onClosed) {
        this.timers = timers;
        this.limits = limits;
        this.onClosed = onClosed;
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    List<Connection> all() {
        return List.copyOf(open.values());
    }

    /// Adds a connection whose handshake is done; it can receive posts from now on.
    void opened(Connection connection, Socket socket) {
        connection.opened(socket);
        connection.active();
        open.put(connection.id(), connection);
        watch(connection);
    }

    /// Removes a connection whose socket was closed. Has no effect after the first call.
    void closed(Connection connection, CloseStatus status) {
        if (remove(connection)) {
            onClosed.accept(connection, status);
        }
    }

    /// Closes a connection from the server's side.
    void close(Connection connection, CloseStatus status) {
        boolean closedHere = remove(connection); // Before the client can answer the close.
        connection.closeSocket(status);
        if (closedHere) {
            onClosed.accept(connection, status);
        }
        timers.after(CLOSE_ANSWER_TIMEOUT, connection::dropSocket);
    }

    private boolean remove(Connection connection) {
        return connection.markClosed() && open.remove(connection.id(), connection);
    }

    /// Closes the connection if its time is up; otherwise schedules the next check.
    private void watch(Connection connection) {
        if (!open.containsKey(connection.id())) {
            return;
        }
        Instant idle = connection.lastActiveAt().plus(limits.idleTimeout());
        Instant end = connection.connectedAt().plus(limits.connectionLifetime());
        Instant due = idle.isBefore(end) ? idle : end;
        Instant now = timers.instant();
        if (due.isAfter(now)) {
            timers.after(Duration.between(now, due), () -> watch(connection));
        } else {
            close(connection, CloseStatus.GOING_AWAY);
        }
    }
}
