package chat.simulation;

import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// A WebSocket as the gateway sees it, and the network path to its device.
final class Socket {
    private final ConnectionId id;
    private final UserId user;
    private final DeviceId device;
    private final Optional<Instant> since;
    private final Instant tokenExpiresAt;
    private final Transport.Listener listener;
    private Phase phase = Phase.HANDSHAKE;
    private boolean cut;
    private boolean reads = true;
    private long lastFrameAt;
    private long firstArrival;
    private long lastArrival;

    /// The state of the socket as the gateway knows it.
    enum Phase {
        /// `$connect` has not returned.
        HANDSHAKE,
        /// `$connect` has accepted; the upgrade is under way.
        OPENING,
        /// Frames pass in both directions.
        OPEN,
        /// Closed.
        CLOSED
    }

    Socket(ConnectionId id, Transport.Handshake handshake, Transport.Listener listener) {
        this.id = id;
        this.user = handshake.user();
        this.device = handshake.device();
        this.since = handshake.since();
        this.tokenExpiresAt = handshake.tokenExpiresAt();
        this.listener = listener;
    }

    ConnectionId id() {
        return id;
    }

    UserId user() {
        return user;
    }

    DeviceId device() {
        return device;
    }

    Optional<Instant> since() {
        return since;
    }

    Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }

    Transport.Listener listener() {
        return listener;
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    /// Whether the network is cut although nobody has closed the socket.
    boolean isCut() {
        return cut;
    }

    void cut() {
        cut = true;
    }

    /// Whether the client takes what arrives. If not, the gateway cannot post to it.
    boolean reads() {
        return reads;
    }

    void stopReading() {
        reads = false;
    }

    /// The time of the last frame that the gateway saw, in either direction.
    long lastFrameAt() {
        return lastFrameAt;
    }

    void frameAt(long micros) {
        lastFrameAt = micros;
    }

    /// Records the arrival of the upgrade, before which no frame arrives.
    long upgraded(long micros) {
        firstArrival = micros;
        lastArrival = micros;
        return micros;
    }

    /// The arrival time of a frame: after all frames before it, unless it overtakes them.
    long arrival(long micros, boolean overtakes) {
        if (overtakes) {
            return Math.max(firstArrival, micros);
        }
        lastArrival = Math.max(lastArrival, micros);
        return lastArrival;
    }
}
