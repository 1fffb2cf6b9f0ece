package chat.simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Sends what the user set, one after the other, each until it is answered.
final class Choices {
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final String KIND = "c";

    private final Surroundings world;
    private final Device device;

    /// The tries of the first.
    private final Set<String> asked = new HashSet<>();

    private Optional<String> lastTry = Optional.empty();

    Choices(Surroundings world, Device device) {
        this.world = world;
        this.device = device;
    }

    /// The user set something.
    void add(Choice choice) {
        device.store().choices().addLast(choice);
        pump();
    }

    private void pump() {
        Choice first = device.store().choices().peekFirst();
        if (first == null || lastTry.isPresent() || !device.isReady()) {
            return;
        }
        String id = world.requestId(KIND);
        lastTry = Optional.of(id);
        asked.add(id);
        world.checker().discretion().asks(device, first);
        device.session().send(first.frame(id));
        device.later(REPLY, () -> retry(id));
    }

    private void retry(String id) {
        if (lastTry.equals(Optional.of(id))) {
            lastTry = Optional.empty();
            pump();
        }
    }

    /// The connection is new.
    void caughtUp() {
        lastTry = Optional.empty();
        pump();
    }

    /// A request is done: whichever try of it.
    void answered(String requestId) {
        take(requestId).ifPresent(choice -> world.checker().discretion().answered(device, choice));
    }

    /// A request is refused for good.
    ///
    /// @return whether it was one of these
    boolean rejected(String requestId, String code) {
        if (!requestId.startsWith(KIND)) {
            return false;
        }
        if (!code.equals("unknownUser")) {
            throw new Violation(device.id().value() + " may not set something: " + code);
        }
        take(requestId);
        return true;
    }

    /// Takes the first, unless it was another try that was answered first.
    private Optional<Choice> take(String requestId) {
        if (!asked.contains(requestId)) {
            return Optional.empty();
        }
        Choice choice = device.store().choices().removeFirst();
        if (asked.size() > 1) {
            choice.peer().ifPresent(device.store().repeated()::add);
        }
        asked.clear();
        lastTry = Optional.empty();
        pump();
        return Optional.of(choice);
    }
}
