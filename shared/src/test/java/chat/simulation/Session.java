package chat.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One connection of a device: pings, waits for `caughtUp`, asks `sync`.
final class Session implements Line.Client {
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);
    private static final Duration CAUGHT_UP_LEAST = Duration.ofSeconds(5);
    private static final Duration CAUGHT_UP_MOST = Duration.ofSeconds(60);
    private static final Duration PING_LEAST = Duration.ofSeconds(192);
    private static final Duration PING_MOST = Duration.ofSeconds(288);
    private static final Duration PONG = Duration.ofSeconds(10);
    private static final Duration REPLACE_LEAST = Duration.ofMinutes(90);
    private static final Duration REPLACE_MOST = Duration.ofMinutes(115);
    private static final Duration TOKEN_MARGIN = Duration.ofMinutes(4);

    private final Surroundings world;
    private final Device device;
    private final Line line;
    private boolean open;
    private boolean over;
    private boolean caughtUp;
    private boolean toldUnasked;
    private long openedAt;
    private long lastFrameAt;
    private Optional<String> syncId = Optional.empty();
    private boolean watching;
    private long wait = Loop.micros(CAUGHT_UP_LEAST);
    private long watch;

    Session(Surroundings world, Device device) {
        this.world = world;
        this.device = device;
        Duration life = world.tokenLife();
        this.line =
                world.connect(
                        new Line.Handshake(
                                device.user(),
                                device.id(),
                                device.store().since(),
                                world.now().plus(life)),
                        this);
        device.later(HANDSHAKE, () -> giveUpUnless(open));
        if (device.replacesConnections()) {
            device.later(life.minus(TOKEN_MARGIN), this::replace);
        }
    }

    private void giveUpUnless(boolean fine) {
        if (!fine && !over) {
            world.trace(device.id().value(), () -> "gives up " + line.name());
            close();
            device.lost(this);
        }
    }

    Line line() {
        return line;
    }

    boolean isOpen() {
        return open && !over;
    }

    /// Whether the device was told of everything there was.
    boolean isCaughtUp() {
        return caughtUp && !over;
    }

    /// Whether `caughtUp` ever came by itself, as it must after every connect.
    boolean wasToldUnasked() {
        return toldUnasked;
    }

    long openedAt() {
        return openedAt;
    }

    /// Ends it from this side.
    void close() {
        if (!over) {
            over = true;
            line.leave();
        }
    }

    /// The process is gone, or the network without a word.
    void vanish(boolean cut) {
        over = true;
        if (cut) {
            line.cut();
        } else {
            line.leave();
        }
    }

    void send(String frame) {
        if (isOpen()) {
            line.send(frame);
        }
    }

    @Override
    public void opened() {
        if (over) {
            return;
        }
        open = true;
        openedAt = world.micros();
        lastFrameAt = openedAt;
        watch();
        pingLater();
        if (device.replacesConnections()) {
            long life = world.dice().between(REPLACE_LEAST, REPLACE_MOST);
            device.later(life, this::replace);
        }
    }

    private void replace() {
        if (isOpen()) {
            device.replace(this);
        }
    }

    @Override
    public void refused() {
        closed();
    }

    @Override
    public void closed() {
        if (!over) {
            over = true;
            device.lost(this);
        }
    }

    @Override
    public void received(String frame) {
        if (!over && open) {
            lastFrameAt = world.micros();
            device.received(this, Json.of(frame));
        }
    }

    private void pingLater() {
        device.later(
                world.dice().between(PING_LEAST, PING_MOST),
                () -> {
                    if (isOpen()) {
                        ping();
                        pingLater();
                    }
                });
    }

    /// Shows whether the socket lives.
    void ping() {
        long at = world.micros();
        send(Request.PING);
        device.later(PONG, () -> giveUpUnless(lastFrameAt > at));
    }

    /// Takes the end of a drain.
    void caughtUp(Json frame) {
        String id = frame.textOr("requestId");
        boolean more = frame.isTrue("more");
        toldUnasked |= id.isEmpty();
        if (syncId.isPresent() && (id.equals(syncId.get()) || (id.isEmpty() && !more))) {
            syncId = Optional.empty();
        }
        if (more) {
            device.acks().confirmAll(this);
            return;
        }
        frame.optionalNumber("at").ifPresent(at -> device.store().since(Instant.ofEpochMilli(at)));
        boolean first = !caughtUp;
        caughtUp = true;
        if (!device.hasGap()) {
            wait = Loop.micros(CAUGHT_UP_LEAST);
            watch++;
            watching = false;
        }
        device.caughtUp(this, first);
    }

    /// Asks for what is missing, at once if nothing was asked for lately.
    void repair() {
        if (isCaughtUp() && syncId.isEmpty() && !watching) {
            sync();
        }
    }

    /// Asks for what the device lacks; again, after growing waits, until nothing is missing.
    void sync() {
        String id = world.requestId("s");
        syncId = Optional.of(id);
        send(Request.sync(id, device.store().talks()));
        watch();
    }

    private void watch() {
        long number = ++watch;
        watching = true;
        device.later(
                wait,
                () -> {
                    if (number == watch && isOpen()) {
                        watching = false;
                        if (!caughtUp || syncId.isPresent() || device.hasGap()) {
                            sync();
                        }
                    }
                });
        wait = Math.min(Loop.micros(CAUGHT_UP_MOST), wait * 2);
    }

    /// Sends a message, or sends it again.
    void send(Store.Item item) {
        Talk talk = device.store().talk(item.to());
        item.tried(talk.held());
        world.checker().sends(item.id());
        String position = position(item, talk);
        send(Request.message(world.requestId("m"), item, position));
    }

    private String position(Store.Item item, Talk talk) {
        OptionalLong seen = talk.seqOf(item.id());
        if (seen.isPresent()) {
            return "\"seq\":" + seen.getAsLong();
        }
        long first = item.firstAfter().orElseThrow();
        boolean holdsAllSince =
                world.alteration().forgetsFirstTry() || talk.base().orElse(0) <= first;
        return "\"after\":" + (holdsAllSince ? talk.held() : first);
    }
}
