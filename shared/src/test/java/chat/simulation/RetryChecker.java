package chat.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Checks requests that the server temporarily rejected: a client sends none of them again before
/// the server allows it, and the server has stored no message whose every try it refused.
final class RetryChecker {
    private final SystemUnderTest system;
    private final Map<Request, Instant> notBefore = new HashMap<>();
    private final Map<String, Integer> unrefused = new HashMap<>();
    private final Set<String> tried = new HashSet<>();
    private final Set<String> stored = new HashSet<>();

    private long lostRaces;

    private record Request(Device device, String name) {}

    RetryChecker(SystemUnderTest system) {
        this.system = system;
    }

    /// Records that a device starts. Its waits are not stored, so they end with the process.
    void starts(Device device) {
        notBefore.keySet().removeIf(request -> request.device().equals(device));
    }

    /// Records that a device received a refusal of a request that it may repeat.
    ///
    /// @param name the kind of the request, or for a message its id
    void refused(Device device, String name, Duration retryAfter) {
        notBefore.put(new Request(device, name), system.now().plus(retryAfter));
    }

    /// Checks that a device may send a request now.
    void sends(Device device, String name) {
        Instant earliest = notBefore.getOrDefault(new Request(device, name), Instant.MIN);
        if (system.now().isBefore(earliest)) {
            throw new Violation(device.id().value() + " repeats " + name + " before " + earliest);
        }
    }

    /// Records a try of a message.
    void tries(String message) {
        tried.add(message);
        unrefused.merge(message, 1, Integer::sum);
    }

    /// Checks a refused try of a message.
    void refusesTry(String message) {
        unrefused.merge(message, -1, Integer::sum);
        checkNotRefused(message);
    }

    /// Records that a device received a refusal because other messages took every number it tried.
    void losesRaces() {
        lostRaces++;
    }

    /// The number of such refusals.
    long lostRaces() {
        return lostRaces;
    }

    /// Checks a message that a device received and that therefore is in the log.
    void isStored(String message) {
        stored.add(message);
        checkNotRefused(message);
    }

    private void checkNotRefused(String message) {
        boolean isRefused = tried.contains(message) && unrefused.getOrDefault(message, 0) == 0;
        if (isRefused && stored.contains(message)) {
            throw new Violation(message + " is stored, although every try was refused");
        }
    }
}
