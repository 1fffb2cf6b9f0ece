package chat.inmemory;

import chat.domain.ConnectionId;
import chat.port.Gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sockets without a network: each keeps the frames it was sent. One that nobody has set is gone.
public final class InMemoryGateway implements Gateway {
    private final Map<ConnectionId, Socket> sockets = new HashMap<>();
    private final Map<ConnectionId, List<String>> frames = new HashMap<>();

    /// How a socket answers.
    public enum Socket {
        /// Not open yet: 410.
        OPENING,
        /// Takes every frame.
        OPEN,
        /// Closed: 410.
        GONE,
        /// Throttled or broken: takes nothing, and nobody can tell.
        UNKNOWN
    }

    @Override
    public synchronized Answer post(ConnectionId connection, String frame) {
        Answer answer = probe(connection);
        if (answer == Answer.OK) {
            frames.computeIfAbsent(connection, _ -> new ArrayList<>()).add(frame);
        }
        return answer;
    }

    @Override
    public synchronized Answer probe(ConnectionId connection) {
        return switch (socket(connection)) {
            case OPEN -> Answer.OK;
            case OPENING, GONE -> Answer.GONE;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    @Override
    public synchronized Answer close(ConnectionId connection) {
        Answer answer = probe(connection);
        if (answer == Answer.OK) {
            sockets.put(connection, Socket.GONE);
        }
        return answer;
    }

    /// Sets how a socket answers from now on.
    public synchronized void set(ConnectionId connection, Socket socket) {
        sockets.put(connection, socket);
    }

    /// How a socket answers.
    public synchronized Socket socket(ConnectionId connection) {
        return sockets.getOrDefault(connection, Socket.GONE);
    }

    /// All frames the socket took, in order.
    public synchronized List<String> frames(ConnectionId connection) {
        return List.copyOf(frames.getOrDefault(connection, List.of()));
    }

    /// The frames the socket took since the last call, in order.
    public synchronized List<String> take(ConnectionId connection) {
        List<String> taken = frames.remove(connection);
        return taken == null ? List.of() : taken;
    }

    /// All sockets, and the frames that nobody has taken.
    synchronized Object snapshot() {
        var waiting = new HashMap<>(frames);
        waiting.replaceAll((_, texts) -> List.copyOf(texts));
        return List.of(Map.copyOf(sockets), waiting);
    }
}
