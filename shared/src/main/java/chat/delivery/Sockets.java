package chat.delivery;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.Gateway.Answer;

import java.time.Instant;

/// Posts frames to sockets, and removes connections that the gateway no longer knows.
///
/// A socket that was open is closed before its row is removed: the gateway may be wrong, and an
/// open socket without a row would get nothing until the client replaces it.
public final class Sockets {
    private final Connections connections;
    private final Gateway gateway;

    public Sockets(Connections connections, Gateway gateway) {
        this.connections = connections;
        this.gateway = gateway;
    }

    /// The outcome of a post or a probe.
    public enum Outcome {
        /// The socket is open, and the gateway accepted the frame.
        TAKEN,
        /// The socket may still be opening. The connection's first catch-up reads the tables later.
        OPENING,
        /// The socket is closed.
        GONE,
        /// The outcome is not known: the frame may not have been accepted, or the socket may be
        /// open or closed. The device may have missed something.
        UNKNOWN
    }

    /// Sends a frame to a connection. It removes the row if the socket is closed.
    public Outcome post(Connection connection, String frame, Instant now) {
        return outcome(gateway.post(connection.id(), frame), connection, now);
    }

    /// Asks whether a connection's socket is open. It removes the row if the socket is closed.
    public Outcome probe(Connection connection, Instant now) {
        return outcome(gateway.probe(connection.id()), connection, now);
    }

    /// Sends a frame to a socket that was open before. It does not change the connection's row.
    public Outcome post(ConnectionId opened, String frame) {
        return switch (gateway.post(opened, frame)) {
            case OK -> Outcome.TAKEN;
            case GONE -> close(opened);
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    /// Closes a socket.
    ///
    /// @return [Outcome#GONE], or [Outcome#UNKNOWN] if the socket may still be open
    public Outcome close(ConnectionId socket) {
        return gateway.close(socket) == Answer.UNKNOWN ? Outcome.UNKNOWN : Outcome.GONE;
    }

    private Outcome outcome(Answer answer, Connection connection, Instant now) {
        return switch (answer) {
            case OK -> Outcome.TAKEN;
            case GONE -> end(connection, now);
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private Outcome end(Connection seen, Instant now) {
        if (seen.mayBeOpening(now)) {
            return Outcome.OPENING;
        }
        if (seen.openAt().isPresent() && close(seen.id()) == Outcome.UNKNOWN) {
            return Outcome.UNKNOWN;
        }
        return connections.removeGone(seen) ? Outcome.GONE : Outcome.OPENING;
    }
}
