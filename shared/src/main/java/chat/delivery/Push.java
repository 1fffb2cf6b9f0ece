package chat.delivery;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.Parallel;
import chat.port.RedeliveryQueue;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.PeerReceipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Sends frames to every live connection of the given users. A push is only a hint: devices can
/// also read the content after their cursors. It returns when each post was accepted, was
/// unnecessary, or is queued for redelivery.
public final class Push {
    private final Connections connections;
    private final Sockets sockets;
    private final RedeliveryQueue redelivery;
    private final Parallel parallel;

    public Push(
            Connections connections,
            Gateway gateway,
            RedeliveryQueue redelivery,
            Parallel parallel) {
        this.connections = connections;
        this.sockets = new Sockets(connections, gateway);
        this.redelivery = redelivery;
        this.parallel = parallel;
    }

    /// Reads the connections of the users, then posts in parallel. Must be called after the content
    /// of the frames is written, so that the catch-up of a connection that opens later finds it.
    ///
    /// @param frames the frame for each user
    /// @param except the connection that needs no push
    public void to(Map<UserId, ServerFrame> frames, Optional<ConnectionId> except, Instant now) {
        List<Supplier<List<Connection>>> reads = new ArrayList<>();
        // Sorted, because the iteration order of a map may differ between runs.
        frames.keySet().stream().sorted().forEach(user -> reads.add(() -> connections.of(user)));
        List<Supplier<Sockets.Outcome>> posts = new ArrayList<>();
        for (Connection connection : parallel.all(reads).stream().flatMap(List::stream).toList()) {
            ServerFrame frame = frames.get(connection.user());
            if (frame != null
                    && connection.isLive(now)
                    && !except.equals(Optional.of(connection.id()))) {
                String text = FrameEncoder.encode(shown(frame, connection));
                posts.add(() -> post(connection, text, now));
            }
        }
        parallel.all(posts);
    }

    /// The frame reduced to what the connection's user may see.
    private static ServerFrame shown(ServerFrame frame, Connection connection) {
        return frame instanceof PeerReceipt(UserId peer, Receipt receipt, Instant at)
                        && !connection.readReceipts()
                ? new PeerReceipt(peer, receipt.withoutRead(), at)
                : frame;
    }

    private Sockets.Outcome post(Connection connection, String frame, Instant now) {
        Sockets.Outcome outcome = sockets.post(connection, frame, now);
        if (outcome == Sockets.Outcome.UNKNOWN) {
            redelivery.add(connection.user(), connection.id());
        }
        return outcome;
    }
}
