package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.simulation.DeviceStore.Draft;
import chat.simulation.DeviceStore.OutboxItem;

import java.time.Duration;
import java.util.UUID;

/// A client that follows the rules of `docs/protocol.md`, "What a client does".
final class Device {
    private static final Duration RESTART = Duration.ofSeconds(3);

    private final SystemUnderTest system;
    private final UserId user;
    private final DeviceId id;
    private final DeviceStore store;
    private final boolean replaces;
    private Acks acks;
    private Outbox outbox;
    private SettingsOutbox settingsOutbox;
    private Hiding hiding;
    private PresenceSubscriber presence;
    private RetryWaits waits;
    private final Inbox inbox;
    private final DeviceConnections connections;
    private boolean running;

    /// The number of the current process. Timers of an ended process do nothing.
    private int process;

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
        this.hiding = new Hiding(system, this);
        this.presence = new PresenceSubscriber(system, this);
        this.waits = new RetryWaits(system);
        this.inbox = new Inbox(system, this);
        this.connections = new DeviceConnections(system, this);
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

    Hiding hiding() {
        return hiding;
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
        return connections.isOpen();
    }

    /// Whether messages may be sent.
    boolean isReady() {
        return connections.isCaughtUp();
    }

    /// The connection that frames are sent on.
    Session session() {
        return connections.current();
    }

    DeviceConnections connections() {
        return connections;
    }

    boolean hasGap() {
        return store.conversations().stream().anyMatch(ConversationReplica::hasGap);
    }

    // Actions on the process.

    void start() {
        if (!running) {
            running = true;
            process++;
            acks = new Acks(system, this);
            outbox = new Outbox(system, this);
            settingsOutbox = new SettingsOutbox(system, this);
            hiding = new Hiding(system, this);
            presence = new PresenceSubscriber(system, this);
            waits = new RetryWaits(system);
            system.checker().retries().starts(this);
            system.trace(id.value(), () -> "starts");
            connections.connect();
        }
    }

    /// @param cut whether the gateway is not notified
    void stop(boolean cut) {
        if (running) {
            running = false;
            process++;
            system.trace(id.value(), () -> cut ? "is cut off" : "stops");
            connections.vanish(cut);
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

    /// The device has received everything there was when it connected.
    void caughtUp() {
        outbox.caughtUp();
        acks.caughtUp();
        settingsOutbox.caughtUp();
        hiding.caughtUp();
        presence.request();
    }

    // Actions of the user.

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

    /// Hides messages on all devices of the user, unless the device is off.
    void hide(HideRequest request) {
        if (running) {
            system.trace(id.value(), () -> "hides " + request);
            hiding.add(request);
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

    /// Called when a frame has arrived.
    void received(Session session, Json frame) {
        inbox.take(session, frame);
        acks.changed();
        if (hasGap()) {
            connections.repair();
        }
        if (system.injects(Fault.CLIENT_DIES)) {
            stop(false);
            system.after(system.random().around(RESTART), this::start);
        }
    }
}
