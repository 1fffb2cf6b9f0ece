package chat.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Checks requests that the server temporarily rejected: a client sends none of them again before
/// the server allows it, but repeats a `sync` or an ack soon after that. The server has stored no
/// message whose every try it refused.
final class RetryChecker {
    /// How long after the wait a client may take to send a refused request again.
    private static final Duration SOON = Duration.ofSeconds(2);

    private final SystemUnderTest system;
    private final Map<Request, Instant> notBefore = new HashMap<>();
    private final Map<Request, Long> sent = new HashMap<>();
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
        notBefore.merge(
                new Request(device, name),
                system.now().plus(retryAfter),
                (a, b) -> a.isAfter(b) ? a : b);
    }

    /// Checks that a device may send a request now.
    void sends(Device device, String name) {
        sent.merge(new Request(device, name), 1L, Long::sum);
        Instant earliest = notBefore.getOrDefault(new Request(device, name), Instant.MIN);
        if (system.now().isBefore(earliest)) {
            throw new Violation(device.id().value() + " repeats " + name + " before " + earliest);
        }
    }

    /// Checks that a device sends a refused request again soon after it may, unless the connection
    /// ends, the server refuses another one, or nothing is left to request.
    ///
    /// @param isNeeded whether there is something to request
    void expectsAgain(Device device, String name, BooleanSupplier isNeeded) {
        var request = new Request(device, name);
        Instant earliest = Objects.requireNonNull(notBefore.get(request));
        long before = sent.getOrDefault(request, 0L);
        Session session = device.session();
        system.after(
                EventLoop.micros(Duration.between(system.now(), earliest).plus(SOON)),
                () -> {
                    boolean isSame = device.isOnline() && device.session().equals(session);
                    boolean isDue = earliest.equals(notBefore.get(request));
                    if (isSame
                            && isDue
                            && isNeeded.getAsBoolean()
                            && sent.getOrDefault(request, 0L) == before) {
                        throw new Violation(
                                device.id().value() + " does not repeat a refused " + name);
                    }
                });
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
