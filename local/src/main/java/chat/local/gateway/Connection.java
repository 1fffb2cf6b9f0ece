package chat.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// One client's connection, from its handshake on.
///
/// Safe for use by several threads.
final class Connection {
    private final String id;
    private final Client client;
    private final Instant connectedAt;
    private final Optional<ObjectNode> authorizer;
    private final AtomicReference<Instant> lastActiveAt;
    private final AtomicReference<@Nullable Socket> socket = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param authorizer what the authorizer said about the caller, for all events to come
    Connection(String id, Client client, Instant connectedAt, Optional<ObjectNode> authorizer) {
        this.id = id;
        this.client = client;
        this.connectedAt = connectedAt;
        this.authorizer = authorizer;
        this.lastActiveAt = new AtomicReference<>(connectedAt);
    }

    /// The same connection, with what the authorizer said about its caller.
    Connection authorized(ObjectNode said) {
        return new Connection(id, client, connectedAt, Optional.of(said));
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

    /// The `principalId` that the authorizer gave; empty without an authorizer.
    String user() {
        return authorizer.map(said -> said.path("principalId").asText()).orElse("");
    }

    Instant lastActiveAt() {
        return lastActiveAt.get();
    }

    /// A message went in or out: the idle time starts anew.
    void active(Instant now) {
        lastActiveAt.set(now);
    }

    /// The handshake is done.
    void opened(Socket opened) {
        socket.set(opened);
    }

    /// Sends a text message; see [Socket#send].
    SendResult send(String text, Runnable beforeWrite) {
        Socket open = socket.get();
        return open == null || closed.get() ? SendResult.GONE : open.send(text, beforeWrite);
    }

    /// Marks the connection as closed.
    ///
    /// @return whether it was not before: true for exactly one caller
    boolean markClosed() {
        return closed.compareAndSet(false, true);
    }

    /// Closes the socket, if it is open; see [Socket#close].
    void closeSocket(CloseStatus status) {
        Socket open = socket.get();
        if (open != null) {
            open.close(status);
        }
    }

    /// Drops the socket, if it is open; see [Socket#disconnect].
    void dropSocket() {
        Socket open = socket.get();
        if (open != null) {
            open.disconnect();
        }
    }
}
