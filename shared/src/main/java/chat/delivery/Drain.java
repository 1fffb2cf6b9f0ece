package chat.delivery;

import chat.delivery.Backlog.Contents;
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

/// Sends one connection what its device lacks, then says that it is caught up. Moves no cursor:
/// only the device's acknowledgement does, so a drain may run twice or die anywhere.
public final class Drain {
    /// How long one drain waits for a socket to open: the redelivery queue's delay waits better.
    public static final Duration OPENING = Duration.ofMillis(500);

    private final Backlog backlog;
    private final Connections connections;
    private final Sockets sockets;
    private final Backoff backoff;
    private final InstantSource clock;

    public Drain(
            Backlog backlog,
            Connections connections,
            Gateway gateway,
            Backoff backoff,
            InstantSource clock) {
        this.backlog = backlog;
        this.connections = connections;
        this.sockets = new Sockets(connections, gateway);
        this.backoff = backoff;
        this.clock = clock;
    }

    /// How a drain ended.
    public enum Outcome {
        /// Every frame was taken by the gateway, `caughtUp` last.
        SENT,
        /// The socket is closed, its row removed: nothing to do.
        GONE,
        /// Not finished; a later drain has to start again.
        UNFINISHED
    }

    /// Drains a connection that may still be opening. Only after the gateway has said that the
    /// socket is open are the rows read: whatever is written later is pushed to it. One that was
    /// seen open before is not asked for again: a post says as well that it is gone.
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

    /// Drains a connection whose socket is open. One whose row is gone is closed: nothing would be
    /// pushed to it, so its device must not be told that it is caught up, but connect again. What a
    /// stream says of a connection may be minutes old: the row is what holds.
    ///
    /// @param cursors what the device says it holds, instead of its stored cursors
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
        return send(open.get(), backlog.of(open.get(), cursors), at, requestId, deadline);
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
