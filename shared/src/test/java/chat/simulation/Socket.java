package chat.simulation;

import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// A WebSocket as the gateway sees it, and the wire to the device.
final class Socket {
    private final ConnectionId id;
    private final UserId user;
    private final DeviceId device;
    private final Optional<Instant> since;
    private final Instant tokenExpiresAt;
    private final Line.Client client;
    private Phase phase = Phase.HANDSHAKE;
    private boolean cut;
    private long lastFrameAt;
    private long firstArrival;
    private long lastArrival;

    /// What the gateway knows.
    enum Phase {
        /// `$connect` has not returned.
        HANDSHAKE,
        /// `$connect` has accepted, the upgrade is on its way.
        OPENING,
        /// Frames go both ways.
        OPEN,
        /// Over.
        CLOSED
    }

    Socket(ConnectionId id, Line.Handshake handshake, Line.Client client) {
        this.id = id;
        this.user = handshake.user();
        this.device = handshake.device();
        this.since = handshake.since();
        this.tokenExpiresAt = handshake.tokenExpiresAt();
        this.client = client;
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

    Line.Client client() {
        return client;
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    /// Whether nothing passes any more, though nobody has closed it.
    boolean isCut() {
        return cut;
    }

    void cut() {
        cut = true;
    }

    /// When the gateway last saw a frame, in either direction.
    long lastFrameAt() {
        return lastFrameAt;
    }

    void frameAt(long micros) {
        lastFrameAt = micros;
    }

    /// The upgrade arrives: before every frame.
    long upgraded(long micros) {
        firstArrival = micros;
        lastArrival = micros;
        return micros;
    }

    /// When a frame sent now arrives: after those before it, unless it overtakes them.
    long arrival(long micros, boolean overtakes) {
        if (overtakes) {
            return Math.max(firstArrival, micros);
        }
        lastArrival = Math.max(lastArrival, micros);
        return lastArrival;
    }
}
