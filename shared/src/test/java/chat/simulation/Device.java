package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.simulation.Store.Item;
import chat.simulation.Talk.Held;
import chat.simulation.Talk.Mark;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/// A client that keeps the rules of `docs/protocol.md`, "What a client does".
final class Device {
    private static final Duration RECONNECT_LEAST = Duration.ofSeconds(1);
    private static final Duration RECONNECT_MOST = Duration.ofSeconds(60);
    private static final Duration RESTART = Duration.ofSeconds(3);

    private final World world;
    private final UserId user;
    private final DeviceId id;
    private final Store store;
    private final boolean replaces;
    private Acks acks;
    private Outbox outbox;
    private boolean running;
    private boolean everStarted;

    /// Timers of a process that ended mean nothing to the next.
    private int process;

    private @Nullable Session current;
    private @Nullable Session replacement;
    private long reconnect = Loop.micros(RECONNECT_LEAST);

    /// @param replaces whether it replaces its connection before the gateway or the token ends it
    Device(World world, UserId user, DeviceId id, boolean replaces) {
        this.world = world;
        this.user = user;
        this.id = id;
        this.replaces = replaces;
        this.store = new Store(world.chain());
        this.acks = new Acks(world, this);
        this.outbox = new Outbox(world, this);
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

    Acks acks() {
        return acks;
    }

    boolean replacesConnections() {
        return replaces;
    }

    /// Whether it ever connected.
    boolean wasStarted() {
        return everStarted;
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
            everStarted = true;
            process++;
            acks = new Acks(world, this);
            outbox = new Outbox(world, this);
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
        forEachSession(session -> world.network().cut(session.socket()));
    }

    private void forEachSession(java.util.function.Consumer<Session> action) {
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
        world.loop()
                .after(
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
        }
    }

    private void renew(Session session) {
        session.close();
        lost(session);
    }

    // The user.

    void write(UserId peer, String text) {
        String message = new UUID(world.dice().nextLong(), world.dice().nextLong()).toString();
        world.checker().writes(this, peer, message, text);
        world.trace(id.value(), () -> "writes to " + peer.value() + ": " + message);
        outbox.add(new Item(peer, message, text));
    }

    void read(UserId peer) {
        Talk talk = store.talk(peer);
        talk.read(talk.held());
        acks.changed();
    }

    // Frames.

    void received(Session session, Json frame) {
        switch (frame.textOr("type")) {
            case "messages" -> messages(frame);
            case "accepted" -> accepted(frame);
            case "receipt" -> receipt(frame);
            case "cursor" -> store.talk(peer(frame)).read(frame.number("read"));
            case "caughtUp" -> caughtUp(session, frame);
            case "acked" -> acks.acked(session, frame.text("requestId"));
            case "rejected" -> rejected(session, frame);
            case "pong" -> {}
            case "" -> {
                outbox.failed();
                acks.failed();
            }
            default -> throw new Violation("unknown frame");
        }
        acks.changed();
        if (current != null && hasGap()) {
            current.repair();
        }
        if (world.strikes(Fault.CLIENT_DIES)) {
            stop(false);
            world.loop().after(world.dice().around(RESTART), this::start);
        }
    }

    private static UserId peer(Json frame) {
        return new UserId(frame.text("peer"));
    }

    private void messages(Json frame) {
        UserId peer = peer(frame);
        Map<Long, Held> news = new LinkedHashMap<>();
        for (Json entry : frame.objects("messages")) {
            news.put(
                    entry.number("seq"),
                    new Held(
                            entry.text("from"),
                            entry.text("clientMessageId"),
                            entry.number("sentAt"),
                            entry.object("body").text("text"),
                            entry.text("salt")));
        }
        world.checker().brought(this, peer, news.values());
        take(peer, frame.optionalNumber("after"), news);
        long last = news.keySet().stream().mapToLong(seq -> seq).max().orElseThrow();
        store.talk(peer).digest(last, frame.text("digest"));
        news.values().stream()
                .filter(entry -> entry.from().equals(user.value()))
                .forEach(entry -> outbox.seen(peer, entry.id()));
    }

    private void take(UserId peer, OptionalLong after, Map<Long, Held> news) {
        Talk talk = store.talk(peer);
        long before = talk.held();
        if (!talk.take(after, news)) {
            acks.again(peer);
        }
        if (talk.held() > before) {
            if (world.dice().hits(0.5)) {
                later(world.dice().around(Duration.ofSeconds(4)), () -> read(peer));
            }
        }
    }

    private void accepted(Json frame) {
        UserId peer = peer(frame);
        String message = frame.text("clientMessageId");
        long seq = frame.number("seq");
        world.checker().accepted(this, peer, message, seq);
        outbox.accepted(peer, message)
                .ifPresent(
                        item -> {
                            var held =
                                    new Held(
                                            user.value(),
                                            message,
                                            frame.number("sentAt"),
                                            item.text(),
                                            frame.text("salt"));
                            Talk talk = store.talk(peer);
                            talk.take(OptionalLong.empty(), Map.of(seq, held));
                        });
        store.talk(peer).digest(seq, frame.text("digest"));
        store.talk(peer).reaches(seq);
    }

    private void receipt(Json frame) {
        Talk talk = store.talk(peer(frame));
        talk.receipt(frame.number("delivered"), frame.number("read"));
        world.checker().receipt(this, talk);
    }

    private void caughtUp(Session session, Json frame) {
        for (Json state : frame.objects("conversations")) {
            Talk talk = store.talk(peer(state));
            if (!frame.isTrue("more")) {
                talk.reaches(state.number("lastSeq"));
            }
            talk.receipt(state.number("peerDelivered"), state.number("peerRead"));
            talk.read(state.number("read"));
            world.checker().receipt(this, talk);
            acks.serverKnows(
                    talk, new Mark(state.optionalNumber("cursor").orElse(0), state.number("read")));
        }
        session.caughtUp(frame);
    }

    private void rejected(Session session, Json frame) {
        String code = frame.text("code");
        if (code.equals("tokenExpired")) {
            renew(session);
        } else if (frame.has("clientMessageId")) {
            messageRejected(session, frame, peer(frame));
        } else {
            throw new Violation(id.value() + " was rejected: " + code + frame.text("message"));
        }
    }

    private void messageRejected(Session session, Json frame, UserId peer) {
        if (frame.isTrue("retryable")) {
            session.sync();
            outbox.rejectedForNow(peer);
        } else {
            String message = frame.text("clientMessageId");
            world.checker().rejected(this, message, frame.text("code"));
            outbox.rejected(peer, message);
        }
    }
}
