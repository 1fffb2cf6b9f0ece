package chat.delivery;

import chat.delivery.Drain.Outcome;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import java.time.Instant;

/// Drains connections that were just added. One that cannot be finished in time is left to the
/// redelivery queue.
public final class Deliver {
    private final Drain drain;
    private final RedeliveryQueue redelivery;

    public Deliver(Drain drain, RedeliveryQueue redelivery) {
        this.drain = drain;
        this.redelivery = redelivery;
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
}
