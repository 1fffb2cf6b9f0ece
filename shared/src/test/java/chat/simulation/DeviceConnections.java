package chat.simulation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/// The connections of a device: the current one and, while it is being replaced, the next one.
final class DeviceConnections {
    private static final Duration RECONNECT_LEAST = Duration.ofSeconds(1);
    private static final Duration RECONNECT_MOST = Duration.ofSeconds(60);
    private static final Duration REPLACE_AGAIN = Duration.ofSeconds(5);

    private final SystemUnderTest system;
    private final Device device;
    private @Nullable Session current;
    private @Nullable Session replacement;
    private long reconnect = EventLoop.micros(RECONNECT_LEAST);

    DeviceConnections(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    /// The connection that frames are sent on.
    Session current() {
        if (current == null) {
            throw new IllegalStateException(device.id().value() + " is not connected");
        }
        return current;
    }

    boolean isOpen() {
        return current != null && current.isOpen();
    }

    boolean isCaughtUp() {
        return current != null && current.isCaughtUp();
    }

    /// Requests the missing entries.
    void repair() {
        if (current != null) {
            current.repairs().repair();
        }
    }

    void connect() {
        if (current == null) {
            current = new Session(system, device);
        }
    }

    private void connectLater() {
        device.later((long) (system.random().nextDouble() * reconnect), this::connect);
        reconnect = Math.min(EventLoop.micros(RECONNECT_MOST), reconnect * 2);
    }

    /// Called when a session has ended, but not by this device's decision.
    void lost(Session session) {
        if (session.equals(replacement)) {
            replacement = null;
            if (current != null) {
                Session old = current;
                device.later(REPLACE_AGAIN, () -> replace(old));
            }
        } else if (session.equals(current)) {
            current = replacement;
            replacement = null;
            if (current == null) {
                connectLater();
            }
        }
    }

    /// Opens the next connection before it closes this one.
    void replace(Session session) {
        if (session.equals(current) && session.isOpen() && replacement == null) {
            replacement = new Session(system, device);
        }
    }

    /// Connects again, with a new token.
    void renew(Session session) {
        session.close();
        lost(session);
    }

    /// Called when a session has caught up.
    ///
    /// @param first whether it is the first catch-up of the session
    void caughtUp(Session session, boolean first) {
        reconnect = EventLoop.micros(RECONNECT_LEAST);
        if (session.equals(replacement)) {
            Session old = current();
            current = replacement;
            replacement = null;
            old.close();
        }
        if (first) {
            device.caughtUp();
        }
    }

    /// Cuts the network under open connections; new ones work.
    void cutWires() {
        forEachSession(session -> session.transport().cut());
    }

    /// Ends all connections because the process or, silently, the network is gone.
    void vanish(boolean cut) {
        forEachSession(session -> session.vanish(cut));
        current = null;
        replacement = null;
    }

    private void forEachSession(Consumer<Session> action) {
        if (current != null) {
            action.accept(current);
        }
        if (replacement != null) {
            action.accept(replacement);
        }
    }
}
