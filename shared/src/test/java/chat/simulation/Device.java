package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.simulation.Store.Item;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/// A client that keeps the rules of `docs/protocol.md`, "What a client does".
final class Device {
    private static final Duration RECONNECT_LEAST = Duration.ofSeconds(1);
    private static final Duration RECONNECT_MOST = Duration.ofSeconds(60);
    private static final Duration RESTART = Duration.ofSeconds(3);

    private final Surroundings world;
    private final UserId user;
    private final DeviceId id;
    private final Store store;
    private final boolean replaces;
    private Acks acks;
    private Outbox outbox;
    private Choices choices;
    private Watches watches;
    private final Inbox inbox;
    private boolean running;

    /// Timers of a process that ended mean nothing to the next.
    private int process;

    private @Nullable Session current;
    private @Nullable Session replacement;
    private long reconnect = Loop.micros(RECONNECT_LEAST);

    /// @param replaces whether it replaces its connection before the gateway or the token ends it
    Device(Surroundings world, UserId user, DeviceId id, boolean replaces) {
        this.world = world;
        this.user = user;
        this.id = id;
        this.replaces = replaces;
        this.store = new Store(world.chain());
        this.acks = new Acks(world, this);
        this.outbox = new Outbox(world, this);
        this.choices = new Choices(world, this);
        this.watches = new Watches(world, this);
        this.inbox = new Inbox(world, this);
    }

    UserId user() {
        return user;
    }

    DeviceId id() {
        return id;
    }

    Store store() {
        return store;
    }

    Outbox outbox() {
        return outbox;
    }

    Acks acks() {
        return acks;
    }

    Choices choices() {
        return choices;
    }

    Watches watches() {
        return watches;
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
        return store.talks().stream().anyMatch(Talk::hasGap);
    }

    // The process.

    void start() {
        if (!running) {
            running = true;
            process++;
            acks = new Acks(world, this);
            outbox = new Outbox(world, this);
            choices = new Choices(world, this);
            watches = new Watches(world, this);
            world.trace(id.value(), () -> "starts");
            connect();
        }
    }

    /// @param cut whether the gateway is told nothing
    void stop(boolean cut) {
        if (running) {
            running = false;
            process++;
            world.trace(id.value(), () -> cut ? "is cut off" : "stops");
            forEachSession(session -> session.vanish(cut));
            current = null;
            replacement = null;
        }
    }

    /// The network goes away under an open connection, and comes back.
    void cutWires() {
        forEachSession(session -> session.line().cut());
    }

    private void forEachSession(Consumer<Session> action) {
        if (current != null) {
            action.accept(current);
        }
        if (replacement != null) {
            action.accept(replacement);
        }
    }

    void later(Duration delay, Runnable what) {
        later(Loop.micros(delay), what);
    }

    /// Lets something happen, unless the process ends before.
    void later(long micros, Runnable what) {
        int then = process;
        world.after(
                micros,
                () -> {
                    if (running && process == then) {
                        what.run();
                    }
                });
    }

    // Connections.

    private void connect() {
        if (current == null) {
            current = new Session(world, this);
        }
    }

    private void connectLater() {
        later((long) (world.dice().nextDouble() * reconnect), this::connect);
        reconnect = Math.min(Loop.micros(RECONNECT_MOST), reconnect * 2);
    }

    /// A session ended without this device's doing.
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
            replacement = new Session(world, this);
        }
    }

    /// A session was told that nothing is missing.
    void caughtUp(Session session, boolean first) {
        reconnect = Loop.micros(RECONNECT_LEAST);
        if (session.equals(replacement)) {
            Session old = session();
            current = replacement;
            replacement = null;
            old.close();
        }
        if (first) {
            outbox.caughtUp();
            acks.caughtUp();
            choices.caughtUp();
            watches.ask();
        }
    }

    // The user.

    /// Writes a message, unless the device is off.
    void write(UserId peer, String text) {
        if (running) {
            String message = new UUID(world.dice().nextLong(), world.dice().nextLong()).toString();
            world.checker().writes(this, peer, message, text);
            world.trace(id.value(), () -> "writes to " + peer.value() + ": " + message);
            outbox.add(new Item(peer, message, text));
        }
    }

    /// Sets something, unless the device is off.
    void choose(Choice choice) {
        if (running) {
            world.trace(id.value(), () -> "sets " + choice);
            choices.add(choice);
        }
    }

    /// Wants to know of somebody's presence.
    void watch(UserId peer) {
        watches.add(peer);
    }

    void read(UserId peer) {
        Talk talk = store.talk(peer);
        talk.read(talk.held());
        acks.changed();
    }

    /// A frame came.
    void received(Session session, Json frame) {
        inbox.take(session, frame);
        acks.changed();
        if (current != null && hasGap()) {
            current.repair();
        }
        if (world.strikes(Fault.CLIENT_DIES)) {
            stop(false);
            world.after(world.dice().around(RESTART), this::start);
        }
    }

    /// Connects again, with a new token.
    void renew(Session session) {
        session.close();
        lost(session);
    }
}
