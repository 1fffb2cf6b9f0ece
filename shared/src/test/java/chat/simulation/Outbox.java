package chat.simulation;

import chat.domain.UserId;
import chat.simulation.DeviceStore.OutboxItem;

import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Sends messages: one in flight per conversation, each until it is accepted or rejected for good.
final class Outbox {
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final SystemUnderTest system;
    private final Device device;

    /// The number of the last try, by conversation with a message in flight.
    private final Map<UserId, Long> inFlight = new TreeMap<>();

    private long tries;
    private long wait = EventLoop.micros(AGAIN);

    Outbox(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    /// Adds a message.
    void add(OutboxItem item) {
        device.store().outbox(item.to()).addLast(item);
        pump();
    }

    /// Sends the first message of each conversation that has none in flight.
    void pump() {
        if (device.isReady()) {
            device.store().outbox().forEach(this::pump);
        }
    }

    private void pump(UserId peer, Deque<OutboxItem> items) {
        OutboxItem first = items.peekFirst();
        if (first == null || inFlight.containsKey(peer)) {
            return;
        }
        long number = ++tries;
        inFlight.put(peer, number);
        long rest = device.waits().rest(first.id());
        if (rest > 0) {
            device.later(rest, () -> retry(peer, number));
            return;
        }
        device.session().send(first);
        device.later(REPLY, () -> retry(peer, number));
    }

    private void retry(UserId peer, long number) {
        if (inFlight.remove(peer, number)) {
            pump();
        }
    }

    /// Sends again what was in flight on the previous connection.
    void caughtUp() {
        inFlight.clear();
        wait = EventLoop.micros(AGAIN);
        pump();
    }

    /// Handles an error frame of the gateway: some frame was not processed.
    void failed() {
        Map<UserId, Long> failed = new TreeMap<>(inFlight);
        device.later(wait, () -> failed.forEach(this::retry));
        wait = Math.min(wait * 2, EventLoop.micros(Duration.ofMinutes(1)));
    }

    /// Called when a message was accepted.
    Optional<OutboxItem> accepted(UserId peer, String id) {
        return remove(peer, id);
    }

    private Optional<OutboxItem> remove(UserId peer, String id) {
        Deque<OutboxItem> items = device.store().outbox(peer);
        OutboxItem first = items.peekFirst();
        if (first == null || !first.id().equals(id)) {
            return Optional.empty();
        }
        items.removeFirst();
        inFlight.remove(peer);
        pump();
        return Optional.of(first);
    }

    /// Called when a message was rejected that may succeed later.
    void rejectedForNow(UserId peer, String id) {
        Long number = inFlight.get(peer);
        if (number != null) {
            long rest = device.waits().rest(id);
            device.later(Math.max(wait, rest), () -> retry(peer, number));
            wait = Math.min(wait * 2, EventLoop.micros(Duration.ofMinutes(1)));
        }
    }

    /// Called when a message was permanently rejected.
    void rejected(UserId peer, String id, String code) {
        remove(peer, id)
                .ifPresent(item -> system.checker().rejected(device, id, code, item.tries()));
    }

    /// Called when a message has arrived from the server. It counts as sent, but is still sent
    /// again until it is accepted.
    void seen(UserId peer, String id) {
        if (system.alteration().removesReceivedFromOutbox()) {
            remove(peer, id);
        }
    }
}
