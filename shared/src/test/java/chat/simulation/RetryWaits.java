package chat.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The waits that the server sent to a client as `retryAfterMs`: the times before which it must not
/// send requests of a kind again. They hold for all connections of a process.
final class RetryWaits {
    private final SystemUnderTest system;
    private final Map<String, Long> notBefore = new TreeMap<>();

    RetryWaits(SystemUnderTest system) {
        this.system = system;
    }

    /// Records that the server temporarily rejected a request.
    ///
    /// @param request its kind, or for a message its id
    void refused(String request, Duration retryAfter) {
        if (!system.alteration().ignoresRetryAfter()) {
            notBefore.merge(request, system.micros() + EventLoop.micros(retryAfter), Math::max);
        }
    }

    /// Microseconds until such a request may be sent again; 0 if it may be sent now.
    long rest(String request) {
        return Math.max(0, notBefore.getOrDefault(request, 0L) - system.micros());
    }
}
