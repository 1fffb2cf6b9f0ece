package chat.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/// One connection of a device: sends pings, waits for `caughtUp`, requests `sync`.
final class Session implements Transport.Listener {
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);
    private static final Duration PING_LEAST = Duration.ofSeconds(192);
    private static final Duration PING_MOST = Duration.ofSeconds(288);
    private static final Duration PONG = Duration.ofSeconds(10);
    private static final Duration REPLACE_LEAST = Duration.ofMinutes(90);
    private static final Duration REPLACE_MOST = Duration.ofMinutes(115);
    private static final Duration TOKEN_MARGIN = Duration.ofMinutes(4);

    private final SystemUnderTest system;
    private final Device device;
    private final Repairs repairs;
    private final Transport transport;
    private boolean open;
    private boolean over;
    private boolean caughtUp;
    private boolean caughtUpUnrequested;
    private long openedAt;
    private long lastFrameAt;

    Session(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
        this.repairs = new Repairs(system, device, this);
        Duration life = system.tokenLife();
        this.transport =
                system.connect(
                        new Transport.Handshake(
                                device.user(),
                                device.id(),
                                device.store().since(),
                                system.now().plus(life)),
                        this);
        device.later(HANDSHAKE, () -> giveUpUnless(open));
        if (device.replacesConnections()) {
            device.later(life.minus(TOKEN_MARGIN), this::replace);
        }
    }

    private void giveUpUnless(boolean fine) {
        if (!fine && !over) {
            system.trace(device.id().value(), () -> "gives up " + transport.name());
            close();
            device.connections().lost(this);
        }
    }

    Transport transport() {
        return transport;
    }

    boolean isOpen() {
        return open && !over;
    }

    /// Whether the device has received everything that existed when it connected.
    boolean isCaughtUp() {
        return caughtUp && !over;
    }

    /// Whether the server ever sent `caughtUp` without a request, as it must after every connect.
    boolean wasCaughtUpUnrequested() {
        return caughtUpUnrequested;
    }

    long openedAt() {
        return openedAt;
    }

    /// Closes the connection.
    void close() {
        if (!over) {
            over = true;
            transport.leave();
        }
    }

    /// Ends the connection because the process or, silently, the network is gone.
    void vanish(boolean cut) {
        over = true;
        if (cut) {
            transport.cut();
        } else {
            transport.leave();
        }
    }

    void send(String frame) {
        if (isOpen()) {
            transport.send(frame);
        }
    }

    @Override
    public void opened() {
        if (over) {
            return;
        }
        open = true;
        openedAt = system.micros();
        lastFrameAt = openedAt;
        repairs.setTimer();
        pingLater();
        if (device.replacesConnections()) {
            long life = system.random().between(REPLACE_LEAST, REPLACE_MOST);
            device.later(life, this::replace);
        }
    }

    private void replace() {
        if (isOpen()) {
            device.connections().replace(this);
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
            device.connections().lost(this);
        }
    }

    @Override
    public void received(String frame) {
        if (!over && open) {
            lastFrameAt = system.micros();
            device.received(this, Json.of(frame));
        }
    }

    private void pingLater() {
        device.later(
                system.random().between(PING_LEAST, PING_MOST),
                () -> {
                    if (isOpen()) {
                        ping();
                        pingLater();
                    }
                });
    }

    /// Checks that the connection is alive.
    void ping() {
        long at = system.micros();
        send(FrameText.PING);
        device.later(PONG, () -> giveUpUnless(lastFrameAt > at));
    }

    /// Processes the end of a catch-up.
    void caughtUp(Json frame) {
        String id = frame.textOr("requestId");
        boolean more = frame.isTrue("more");
        caughtUpUnrequested |= id.isEmpty();
        repairs.answered(id, more);
        if (more) {
            device.acks().confirmAll(this);
            return;
        }
        frame.optionalNumber("at").ifPresent(at -> device.store().since(Instant.ofEpochMilli(at)));
        boolean first = !caughtUp;
        caughtUp = true;
        repairs.caughtUp();
        device.connections().caughtUp(this, first);
    }

    /// The requests of this connection for what is missing.
    Repairs repairs() {
        return repairs;
    }

    /// Sends a message for the first time or again.
    void send(DeviceStore.OutboxItem item) {
        ConversationReplica conversation = device.store().conversation(item.to());
        item.tried(conversation.held());
        system.checker().sends(device, item.id());
        String position = position(item, conversation);
        send(FrameText.message(system.requestId(FrameText.MESSAGE), item, position));
    }

    private String position(DeviceStore.OutboxItem item, ConversationReplica conversation) {
        OptionalLong seen = conversation.seqOf(item.id());
        if (seen.isPresent()) {
            return "\"seq\":" + seen.getAsLong();
        }
        long first = item.firstAfter().orElseThrow();
        boolean holdsAllSince =
                system.alteration().forgetsFirstTry() || conversation.base().orElse(0) <= first;
        return "\"after\":" + (holdsAllSince ? conversation.held() : first);
    }
}
