package chat.delivery;

import chat.delivery.CatchUpPlan.Contents;
import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.Backoff;
import chat.port.Connections;
import chat.port.Gateway;
import chat.protocol.FrameEncoder;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends a connection the entries that its device lacks, and then `caughtUp`. Only acknowledgements
/// move cursors, so a catch-up may run twice or fail at any point.
public final class CatchUp {
    /// The maximum time that a catch-up waits for a socket to open. After that, the redelivery
    /// queue takes over.
    public static final Duration OPENING = Duration.ofMillis(500);

    private final CatchUpPlan plan;
    private final Connections connections;
    private final Sockets sockets;
    private final Backoff backoff;
    private final InstantSource clock;

    public CatchUp(
            CatchUpPlan plan,
            Connections connections,
            Gateway gateway,
            Backoff backoff,
            InstantSource clock) {
        this.plan = plan;
        this.connections = connections;
        this.sockets = new Sockets(connections, gateway);
        this.backoff = backoff;
        this.clock = clock;
    }

    /// The outcome of a catch-up.
    public enum Outcome {
        /// The gateway accepted every frame, `caughtUp` last.
        SENT,
        /// The socket is closed and its row removed.
        GONE,
        /// The catch-up is not finished. A later catch-up must start over.
        UNFINISHED
    }

    /// Catches up a connection that may still be opening. It reads the rows only after the gateway
    /// has reported that the socket is open, because all later writes are pushed to it. A socket
    /// that was seen open before is not probed again, since a post also reveals that it is gone.
    ///
    /// @param deadline when to give up with [Outcome#UNFINISHED]; waiting for the socket alone
    ///   gives up after [#OPENING]
    public Outcome whenOpen(Connection connection, Instant deadline) {
        Instant opening = clock.instant().plus(OPENING);
        for (int attempt = 1; ; attempt++) {
            Instant now = clock.instant();
            if (!connection.isLive(now)) {
                connections.remove(connection.user(), connection.id());
                return Outcome.GONE;
            }
            switch (probe(connection, now)) {
                case TAKEN -> {
                    return now(connection, Map.of(), Optional.empty(), deadline);
                }
                case GONE -> {
                    return Outcome.GONE;
                }
                case UNKNOWN -> {
                    return Outcome.UNFINISHED;
                }
                case OPENING -> {}
            }
            Instant then = clock.instant();
            if (!then.isBefore(opening) || !then.isBefore(deadline)) {
                return Outcome.UNFINISHED;
            }
            backoff.pause(attempt);
        }
    }

    private Sockets.Outcome probe(Connection connection, Instant now) {
        return connection.openAt().isPresent()
                ? Sockets.Outcome.TAKEN
                : sockets.probe(connection, now);
    }

    /// Catches up a connection whose socket is open. If its row is gone, the socket is closed so
    /// that the device reconnects, because nothing would be pushed to it. The row decides, because
    /// a stream record may be minutes old.
    ///
    /// @param cursors the positions that the device reports, which replace its stored cursors
    public Outcome now(
            Connection connection,
            Map<UserId, Long> cursors,
            Optional<String> requestId,
            Instant deadline) {
        Instant at = clock.instant();
        Optional<Connection> open =
                connection.openAt().isPresent()
                        ? Optional.of(connection)
                        : connections.opened(connection.user(), connection.id(), at);
        if (open.isEmpty()) {
            return sockets.close(connection.id()) == Sockets.Outcome.GONE
                    ? Outcome.GONE
                    : Outcome.UNFINISHED;
        }
        return send(open.get(), plan.of(open.get(), cursors), at, requestId, deadline);
    }

    private Outcome send(
            Connection connection,
            Contents contents,
            Instant at,
            Optional<String> requestId,
            Instant deadline) {
        for (ServerFrame frame : contents.frames()) {
            Outcome outcome = post(connection, frame, deadline);
            if (outcome != Outcome.SENT) {
                return outcome;
            }
        }
        List<ConversationRow> rows =
                connection.readReceipts()
                        ? contents.rows()
                        : contents.rows().stream().map(ConversationRow::withoutPeerRead).toList();
        List<List<ConversationRow>> states = FrameSize.states(rows, connection.device());
        for (int i = 0; i < states.size(); i++) {
            boolean last = i == states.size() - 1;
            boolean complete = last && !contents.more();
            var frame =
                    new ServerFrame.CaughtUp(
                            last ? requestId : Optional.empty(),
                            complete ? Optional.of(at) : Optional.empty(),
                            contents.more(),
                            connection.device(),
                            states.get(i));
            Outcome outcome = post(connection, frame, deadline);
            if (outcome != Outcome.SENT) {
                return outcome;
            }
        }
        return Outcome.SENT;
    }

    private Outcome post(Connection connection, ServerFrame frame, Instant deadline) {
        Instant now = clock.instant();
        if (!now.isBefore(deadline)) {
            return Outcome.UNFINISHED;
        }
        return switch (sockets.post(connection, FrameEncoder.encode(frame), now)) {
            case TAKEN -> Outcome.SENT;
            case GONE -> Outcome.GONE;
            case OPENING, UNKNOWN -> Outcome.UNFINISHED;
        };
    }
}
