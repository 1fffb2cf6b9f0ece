package chat.delivery;

import chat.delivery.CatchUp.Outcome;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import java.time.Instant;

/// Catches up new connections. If a catch-up cannot finish in time, the redelivery queue takes
/// over.
public final class Deliver {
    private final CatchUp catchUp;
    private final RedeliveryQueue redelivery;

    public Deliver(CatchUp catchUp, RedeliveryQueue redelivery) {
        this.catchUp = catchUp;
        this.redelivery = redelivery;
    }

    /// Catches up a connection that was just added.
    ///
    /// @param deadline when the queue takes over
    public Outcome to(Connection connection, Instant deadline) {
        Outcome outcome = catchUp.whenOpen(connection, deadline);
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
