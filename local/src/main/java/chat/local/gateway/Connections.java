package chat.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The open connections: each is here from the end of its handshake until it is closed, by the
/// client, by a server, or by time.
///
/// Safe for use by several threads.
final class Connections {
    /// How long a client may take to answer a close frame before its connection is dropped.
    private static final Duration CLOSE_ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final Timers timers;
    private final Limits limits;
    private final BiConsumer<Connection, CloseStatus> onClosed;

    /// @param onClosed called once for each connection that was open, after it was closed
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

    /// The handshake is done: from now on the connection can be posted to.
    void opened(Connection connection, Socket socket) {
        connection.opened(socket);
        connection.active();
        open.put(connection.id(), connection);
        watch(connection);
    }

    /// The socket was closed, for whatever reason. Calls after the first do nothing.
    void closed(Connection connection, CloseStatus status) {
        if (remove(connection)) {
            onClosed.accept(connection, status);
        }
    }

    /// Closes a connection from this side.
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

    /// Closes the connection when its time is up; until then looks again when that may be.
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
