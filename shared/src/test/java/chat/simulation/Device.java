package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.simulation.DeviceStore.Draft;
import chat.simulation.DeviceStore.OutboxItem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/// A client that follows the rules of `docs/protocol.md`, "What a client does".
final class Device {
    private static final Duration RECONNECT_LEAST = Duration.ofSeconds(1);
    private static final Duration RECONNECT_MOST = Duration.ofSeconds(60);
    private static final Duration RESTART = Duration.ofSeconds(3);

    private final SystemUnderTest system;
    private final UserId user;
    private final DeviceId id;
    private final DeviceStore store;
    private final boolean replaces;
    private Acks acks;
    private Outbox outbox;
    private SettingsOutbox settingsOutbox;
    private PresenceSubscriber presence;
    private RetryWaits waits;
    private final Inbox inbox;
    private boolean running;

    /// The number of the current process. Timers of an ended process do nothing.
    private int process;

    private @Nullable Session current;
    private @Nullable Session replacement;
    private long reconnect = EventLoop.micros(RECONNECT_LEAST);

    /// @param replaces whether it replaces its connection before the gateway or the token ends it
    Device(SystemUnderTest system, UserId user, DeviceId id, boolean replaces) {
        this.system = system;
        this.user = user;
        this.id = id;
        this.replaces = replaces;
        this.store = new DeviceStore(system.chain(), system.alteration().keepsRemoved());
        this.acks = new Acks(system, this);
        this.outbox = new Outbox(system, this);
        this.settingsOutbox = new SettingsOutbox(system, this);
        this.presence = new PresenceSubscriber(system, this);
        this.waits = new RetryWaits(system);
        this.inbox = new Inbox(system, this);
    }

    UserId user() {
        return user;
    }

    DeviceId id() {
        return id;
    }

    DeviceStore store() {
        return store;
    }

    Outbox outbox() {
        return outbox;
    }

    Acks acks() {
        return acks;
    }

    SettingsOutbox settingsOutbox() {
        return settingsOutbox;
    }

    PresenceSubscriber presence() {
        return presence;
    }

    RetryWaits waits() {
        return waits;
    }

    boolean replacesConnections() {
        return replaces;
    }

    boolean isRunning() {
        return running;
    }

    /// Whether frames can be sent.
    boolean isOnline() {
        return current != null && current.isOpen();
    }

    /// Whether messages may be sent.
    boolean isReady() {
        return current != null && current.isCaughtUp();
    }

    Session session() {
        if (current == null) {
            throw new IllegalStateException(id.value() + " is not connected");
        }
        return current;
    }

    boolean hasGap() {
        return store.conversations().stream().anyMatch(ConversationReplica::hasGap);
    }

    // The process.

    void start() {
        if (!running) {
            running = true;
            process++;
            acks = new Acks(system, this);
            outbox = new Outbox(system, this);
            settingsOutbox = new SettingsOutbox(system, this);
            presence = new PresenceSubscriber(system, this);
            waits = new RetryWaits(system);
            system.checker().retries().starts(this);
            system.trace(id.value(), () -> "starts");
            connect();
        }
    }

    /// @param cut whether the gateway is not notified
    void stop(boolean cut) {
        if (running) {
            running = false;
            process++;
            system.trace(id.value(), () -> cut ? "is cut off" : "stops");
            forEachSession(session -> session.vanish(cut));
            current = null;
            replacement = null;
        }
    }

    /// Cuts the network under open connections; new ones work.
    void cutWires() {
        forEachSession(session -> session.transport().cut());
    }

    private void forEachSession(Consumer<Session> action) {
        if (current != null) {
            action.accept(current);
        }
        if (replacement != null) {
            action.accept(replacement);
        }
    }

    void later(Duration delay, Runnable action) {
        later(EventLoop.micros(delay), action);
    }

    /// Schedules an action of this process.
    void later(long micros, Runnable action) {
        int then = process;
        system.after(
                micros,
                () -> {
                    if (running && process == then) {
                        action.run();
                    }
                });
    }

    // Connections.

    private void connect() {
        if (current == null) {
            current = new Session(system, this);
        }
    }

    private void connectLater() {
        later((long) (system.random().nextDouble() * reconnect), this::connect);
        reconnect = Math.min(EventLoop.micros(RECONNECT_MOST), reconnect * 2);
    }

    /// A session has ended, but not by this device's decision.
    void lost(Session session) {
        if (session.equals(replacement)) {
            replacement = null;
            if (current != null) {
                Session old = current;
                later(Duration.ofSeconds(5), () -> replace(old));
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
            replacement = new Session(system, this);
        }
    }

    /// A session has caught up.
    void caughtUp(Session session, boolean first) {
        reconnect = EventLoop.micros(RECONNECT_LEAST);
        if (session.equals(replacement)) {
            Session old = session();
            current = replacement;
            replacement = null;
            old.close();
        }
        if (first) {
            outbox.caughtUp();
            acks.caughtUp();
            settingsOutbox.caughtUp();
            presence.request();
        }
    }

    // The user.

    /// Writes a message, unless the device is off.
    void write(UserId peer, String text) {
        write(peer, Draft.text(text));
    }

    /// Writes a message or an operation, unless the device is off.
    void write(UserId peer, Draft draft) {
        if (running) {
            String message =
                    new UUID(system.random().nextLong(), system.random().nextLong()).toString();
            system.checker().writes(this, peer, message, draft);
            system.trace(
                    id.value(),
                    () ->
                            "writes to %s: %s (%s %d)"
                                    .formatted(
                                            peer.value(), message, draft.type(), draft.target()));
            outbox.add(new OutboxItem(peer, message, draft));
        }
    }

    /// Changes a setting, unless the device is off.
    void change(SettingChange change) {
        if (running) {
            system.trace(id.value(), () -> "sets " + change);
            settingsOutbox.add(change);
        }
    }

    /// Subscribes to a user's presence.
    void subscribe(UserId peer) {
        presence.subscribe(peer);
    }

    void read(UserId peer) {
        ConversationReplica conversation = store.conversation(peer);
        conversation.read(conversation.held());
        acks.changed();
    }

    /// A frame arrived.
    void received(Session session, Json frame) {
        inbox.take(session, frame);
        acks.changed();
        if (current != null && hasGap()) {
            current.repair();
        }
        if (system.injects(Fault.CLIENT_DIES)) {
            stop(false);
            system.after(system.random().around(RESTART), this::start);
        }
    }

    /// Connects again, with a new token.
    void renew(Session session) {
        session.close();
        lost(session);
    }
}
