package chat.delivery;

import chat.delivery.Drain.Outcome;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.RedeliveryQueue;

import java.time.Instant;
import java.util.Optional;

/// Drains connections that did not ask: those just opened, and those that may have missed a push.
/// One that cannot be finished in time is drained again from the redelivery queue, until it is
/// caught up, closed, or its lease ends.
public final class Deliver {
    private final Connections connections;
    private final Drain drain;
    private final RedeliveryQueue redelivery;
    private final Gateway gateway;

    public Deliver(
            Connections connections, Drain drain, RedeliveryQueue redelivery, Gateway gateway) {
        this.connections = connections;
        this.drain = drain;
        this.redelivery = redelivery;
        this.gateway = gateway;
    }

    /// Drains a connection that was just added.
    ///
    /// @param deadline when to leave the rest to the queue
    public Outcome to(Connection connection, Instant deadline) {
        Outcome outcome = drain.whenOpen(connection, deadline);
        if (outcome == Outcome.UNFINISHED) {
            later(connection.user(), connection.id());
        }
        return outcome;
    }

    /// Leaves a connection to the queue.
    public void later(UserId user, ConnectionId id) {
        redelivery.add(user, id);
    }

    /// Drains a connection that the queue names.
    ///
    /// @return [Outcome#GONE] if it is closed meanwhile, or closed here as it has no row
    public Outcome again(UserId user, ConnectionId id, Instant deadline) {
        Optional<Connection> connection = connections.find(user, id);
        return connection.map(open -> to(open, deadline)).orElseGet(() -> close(user, id));
    }

    /// Nothing is pushed to a socket without a row, and a disabled user's has none.
    private Outcome close(UserId user, ConnectionId id) {
        if (gateway.close(id) != Gateway.Answer.UNKNOWN) {
            return Outcome.GONE;
        }
        later(user, id);
        return Outcome.UNFINISHED;
    }
}
