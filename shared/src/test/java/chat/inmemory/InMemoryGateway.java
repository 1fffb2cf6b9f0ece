package chat.inmemory;

import chat.domain.ConnectionId;
import chat.port.Gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In-memory sockets that record the frames they receive. A socket that was never set is gone.
public final class InMemoryGateway implements Gateway {
    private final Map<ConnectionId, Socket> sockets = new HashMap<>();
    private final Map<ConnectionId, List<String>> frames = new HashMap<>();

    /// The state of a socket.
    public enum Socket {
        /// Not open yet: 410.
        OPENING,
        /// Accepts every frame.
        OPEN,
        /// Closed: 410.
        GONE,
        /// Open, but the gateway answers 410 nevertheless.
        OVERLOOKED,
        /// Throttled or failing: accepts nothing and answers [Answer#UNKNOWN].
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
            case OPENING, GONE, OVERLOOKED -> Answer.GONE;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    @Override
    public synchronized Answer close(ConnectionId connection) {
        Answer answer = socket(connection) == Socket.OVERLOOKED ? Answer.OK : probe(connection);
        if (answer == Answer.OK) {
            sockets.put(connection, Socket.GONE);
        }
        return answer;
    }

    /// Sets the state of a socket.
    public synchronized void set(ConnectionId connection, Socket socket) {
        sockets.put(connection, socket);
    }

    /// The state of a socket.
    public synchronized Socket socket(ConnectionId connection) {
        return sockets.getOrDefault(connection, Socket.GONE);
    }

    /// Returns all frames the socket received, in order.
    public synchronized List<String> frames(ConnectionId connection) {
        return List.copyOf(frames.getOrDefault(connection, List.of()));
    }

    /// Returns the frames the socket received since the last call, in order.
    public synchronized List<String> take(ConnectionId connection) {
        List<String> taken = frames.remove(connection);
        return taken == null ? List.of() : taken;
    }

    /// Returns all sockets and the frames not yet taken.
    synchronized Object snapshot() {
        var waiting = new HashMap<>(frames);
        waiting.replaceAll((_, texts) -> List.copyOf(texts));
        return List.of(Map.copyOf(sockets), waiting);
    }
}
