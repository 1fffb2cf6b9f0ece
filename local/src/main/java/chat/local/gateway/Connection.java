package chat.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A client's connection, from its handshake on.
///
/// Thread-safe.
final class Connection {
    private final String id;
    private final Client client;
    private final InstantSource clock;
    private final Instant connectedAt;
    private final Optional<ObjectNode> authorizer;
    private final AtomicReference<Instant> lastActiveAt;
    private final AtomicReference<@Nullable Socket> socket = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong messagesIn = new AtomicLong();
    private final AtomicLong messagesOut = new AtomicLong();

    /// Creates a connection opened now.
    Connection(String id, Client client, InstantSource clock) {
        this.id = id;
        this.client = client;
        this.clock = clock;
        this.connectedAt = clock.instant();
        this.authorizer = Optional.empty();
        this.lastActiveAt = new AtomicReference<>(connectedAt);
    }

    private Connection(Connection before, ObjectNode context) {
        this.id = before.id;
        this.client = before.client;
        this.clock = before.clock;
        this.connectedAt = before.connectedAt;
        this.authorizer = Optional.of(context);
        this.lastActiveAt = new AtomicReference<>(connectedAt);
    }

    /// Returns this connection with the authorizer's context, which every later event contains.
    Connection authorized(ObjectNode context) {
        return new Connection(this, context);
    }

    String id() {
        return id;
    }

    Client client() {
        return client;
    }

    Instant connectedAt() {
        return connectedAt;
    }

    Optional<ObjectNode> authorizer() {
        return authorizer;
    }

    /// The `principalId` from the authorizer; empty without an authorizer.
    String user() {
        return principalId().orElse("");
    }

    Instant lastActiveAt() {
        return lastActiveAt.get();
    }

    /// The connection for the access log.
    Access.Caller caller() {
        return new Access.Caller(id, principalId());
    }

    /// The current state of the connection.
    OpenConnection state() {
        return new OpenConnection(
                id,
                principalId(),
                connectedAt,
                lastActiveAt(),
                messagesIn.get(),
                messagesOut.get());
    }

    private Optional<String> principalId() {
        return authorizer.map(context -> context.path("principalId").asText());
    }

    /// Records an incoming message and restarts the idle time.
    void received() {
        messagesIn.incrementAndGet();
        active();
    }

    /// Records activity and restarts the idle time.
    void active() {
        lastActiveAt.set(clock.instant());
    }

    /// Sets the socket once the handshake is done.
    void opened(Socket opened) {
        socket.set(opened);
    }

    /// Sends a text message; see [Socket#send].
    SendResult send(String text, Runnable beforeWrite) {
        Socket open = socket.get();
        if (open == null || closed.get()) {
            return SendResult.GONE;
        }
        SendResult result = open.send(text, beforeWrite);
        if (result == SendResult.SENT) {
            active();
            messagesOut.incrementAndGet();
        }
        return result;
    }

    /// Whether either side has closed the connection.
    boolean isClosed() {
        return closed.get();
    }

    /// Marks the connection as closed.
    ///
    /// @return true for exactly one caller, the first
    boolean markClosed() {
        return closed.compareAndSet(false, true);
    }

    /// Closes the socket if it is open; see [Socket#close].
    void closeSocket(CloseStatus status) {
        Socket open = socket.get();
        if (open != null) {
            open.close(status);
        }
    }

    /// Drops the socket if it is open; see [Socket#disconnect].
    void dropSocket() {
        Socket open = socket.get();
        if (open != null) {
            open.disconnect();
        }
    }
}
