package chat.delivery;

import chat.delivery.Drain.Outcome;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import java.time.Instant;

/// Drains connections that were just added. If a drain cannot finish in time, the redelivery queue
/// takes over.
public final class Deliver {
    private final Drain drain;
    private final RedeliveryQueue redelivery;

    public Deliver(Drain drain, RedeliveryQueue redelivery) {
        this.drain = drain;
        this.redelivery = redelivery;
    }

    /// Drains a connection that was just added.
    ///
    /// @param deadline when the queue takes over
    public Outcome to(Connection connection, Instant deadline) {
        Outcome outcome = drain.whenOpen(connection, deadline);
        if (outcome == Outcome.UNFINISHED) {
            later(connection.user(), connection.id());
        }
        return outcome;
    }

    /// Adds a connection to the redelivery queue.
    public void later(UserId user, ConnectionId id) {
        redelivery.add(user, id);
    }
}
