package chat.simulation;

import chat.domain.UserId;
import chat.simulation.Store.Item;

import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Sends what the user wrote: one message in flight per conversation, each until it is accepted or
/// finally rejected.
final class Outbox {
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Surroundings world;
    private final Device device;

    /// The number of the last try, of each conversation with one in flight.
    private final Map<UserId, Long> inFlight = new TreeMap<>();

    private long tries;
    private long wait = Loop.micros(AGAIN);

    Outbox(Surroundings world, Device device) {
        this.world = world;
        this.device = device;
    }

    /// The user wrote something.
    void add(Item item) {
        device.store().outbox(item.to()).addLast(item);
        pump();
    }

    /// Sends the first of each conversation that has none in flight.
    void pump() {
        if (device.isReady()) {
            device.store().outbox().forEach(this::pump);
        }
    }

    private void pump(UserId peer, Deque<Item> items) {
        Item first = items.peekFirst();
        if (first == null || inFlight.containsKey(peer)) {
            return;
        }
        long number = ++tries;
        inFlight.put(peer, number);
        device.session().send(first);
        device.later(REPLY, () -> retry(peer, number));
    }

    private void retry(UserId peer, long number) {
        if (inFlight.remove(peer, number)) {
            pump();
        }
    }

    /// What was in flight on another connection is sent again.
    void caughtUp() {
        inFlight.clear();
        wait = Loop.micros(AGAIN);
        pump();
    }

    /// A gateway error frame: something was not answered.
    void failed() {
        Map<UserId, Long> failed = new TreeMap<>(inFlight);
        device.later(wait, () -> failed.forEach(this::retry));
        wait = Math.min(wait * 2, Loop.micros(Duration.ofMinutes(1)));
    }

    /// A message is in the log.
    Optional<Item> accepted(UserId peer, String id) {
        return remove(peer, id);
    }

    private Optional<Item> remove(UserId peer, String id) {
        Deque<Item> items = device.store().outbox(peer);
        Item first = items.peekFirst();
        if (first == null || !first.id().equals(id)) {
            return Optional.empty();
        }
        items.removeFirst();
        inFlight.remove(peer);
        pump();
        return Optional.of(first);
    }

    /// A message was rejected, but the same may succeed later.
    void rejectedForNow(UserId peer) {
        Long number = inFlight.get(peer);
        if (number != null) {
            device.later(wait, () -> retry(peer, number));
        }
    }

    /// A message was finally rejected.
    void rejected(UserId peer, String id, String code) {
        remove(peer, id)
                .ifPresent(item -> world.checker().rejected(device, id, code, item.tries()));
    }

    /// A message came back. It is shown as sent, and still sent again until accepted.
    void seen(UserId peer, String id) {
        if (world.alteration().strikesOnSight()) {
            remove(peer, id);
        }
    }
}
