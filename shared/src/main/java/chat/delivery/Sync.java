package chat.delivery;

import chat.delivery.CatchUp.Outcome;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.RedeliveryQueue;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Catches up the connection that asks for it.
public final class Sync {
    /// Below the gateway's timeout for a function, 29 s.
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Connections connections;
    private final CatchUp catchUp;
    private final RedeliveryQueue redelivery;
    private final Gateway gateway;

    public Sync(
            Connections connections, CatchUp catchUp, RedeliveryQueue redelivery, Gateway gateway) {
        this.connections = connections;
        this.catchUp = catchUp;
        this.redelivery = redelivery;
        this.gateway = gateway;
    }

    /// @return a rejection if a cursor names the caller
    public Optional<Rejected> handle(Caller caller, ClientFrame.Sync frame, Instant now) {
        if (frame.cursors().containsKey(caller.user())) {
            return Optional.of(
                    frame.reject(ErrorCode.INVALID_FIELD, "cursors must only name other users"));
        }
        Optional<Connection> connection = connections.find(caller.user(), caller.connection());
        if (connection.isEmpty()) {
            // Nothing is pushed to a socket without a row, so the client must reconnect.
            gateway.close(caller.connection());
            return Optional.empty();
        }
        Outcome outcome =
                catchUp.now(connection.get(), frame.cursors(), frame.requestId(), now.plus(TIME));
        if (outcome == Outcome.UNFINISHED) {
            redelivery.add(caller.user(), caller.connection());
        }
        return Optional.empty();
    }
}
