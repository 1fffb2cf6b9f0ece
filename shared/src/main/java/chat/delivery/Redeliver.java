package chat.delivery;

import chat.delivery.CatchUp.Outcome;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/// Catches up the connections that the redelivery queue names. An unfinished catch-up is retried
/// after growing waits, so that an overloaded gateway gets less work, not more.
///
/// After [#CATCH_UPS_MAX] catch-ups it closes the socket. A device that does not read delays each
/// of its senders, and gets what it lacks when it reconnects.
public final class Redeliver {
    /// The catch-ups of a connection per queue message. Including the waits they take two to three
    /// minutes. An overload ends sooner, even though the number of concurrent catch-ups is limited.
    public static final int CATCH_UPS_MAX = 8;

    private static final Duration WAIT_FIRST = Duration.ofSeconds(3);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final Connections connections;
    private final CatchUp catchUp;
    private final Gateway gateway;
    private final DoubleSupplier random;

    /// @param random from 0 to 1, exclusive
    public Redeliver(
            Connections connections, CatchUp catchUp, Gateway gateway, DoubleSupplier random) {
        this.connections = connections;
        this.catchUp = catchUp;
        this.gateway = gateway;
        this.random = random;
    }

    /// Catches up a connection, or closes it after too many catch-ups or if it has no row. Nothing
    /// is pushed to a socket without a row, and a disabled user's socket has none.
    ///
    /// @param attempt the number of receives of this message, from 1
    /// @return [Outcome#UNFINISHED] if it must be retried after [#waitAfter]
    public Outcome handle(UserId user, ConnectionId id, int attempt, Instant deadline) {
        return attempt > CATCH_UPS_MAX
                ? close(user, id)
                : connections
                        .find(user, id)
                        .map(connection -> catchUp.whenOpen(connection, deadline))
                        .orElseGet(() -> close(user, id));
    }

    /// The wait before the next attempt.
    public Duration waitAfter(int attempt) {
        return waitAfter(attempt, random.getAsDouble());
    }

    /// 3 s, doubled with each attempt up to 1 min, less a random part of up to a half.
    ///
    /// @param random from 0 to 1
    static Duration waitAfter(int attempt, double random) {
        long doubled = WAIT_FIRST.toMillis() << Math.min(attempt - 1, 10);
        long most = Math.min(WAIT_MAX.toMillis(), doubled);
        return Duration.ofMillis((long) (most * (1 + random) / 2));
    }

    private Outcome close(UserId user, ConnectionId id) {
        if (gateway.close(id) == Gateway.Answer.UNKNOWN) {
            return Outcome.UNFINISHED;
        }
        connections.remove(user, id);
        return Outcome.GONE;
    }
}
