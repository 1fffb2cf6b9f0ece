package chat.simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Sends changes of settings, one at a time, each until it is answered.
final class SettingsOutbox {
    private static final Duration REPLY = Duration.ofSeconds(10);

    private final SystemUnderTest system;
    private final Device device;

    /// The request ids of all tries of the first change.
    private final Set<String> asked = new HashSet<>();

    private Optional<String> lastTry = Optional.empty();

    SettingsOutbox(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    /// Adds a change.
    void add(SettingChange change) {
        device.store().pendingSettings().addLast(change);
        pump();
    }

    private void pump() {
        SettingChange first = device.store().pendingSettings().peekFirst();
        if (first == null || lastTry.isPresent() || !device.isReady()) {
            return;
        }
        long rest = device.waits().rest(FrameText.SETTINGS);
        if (rest > 0) {
            device.later(rest, this::pump);
            return;
        }
        String id = system.requestId(FrameText.SETTINGS);
        lastTry = Optional.of(id);
        asked.add(id);
        system.checker().privacy().requested(device, first);
        system.checker().retries().sends(device, FrameText.SETTINGS);
        device.session().send(first.frame(id));
        device.later(REPLY, () -> retry(id));
    }

    private void retry(String id) {
        if (lastTry.equals(Optional.of(id))) {
            lastTry = Optional.empty();
            pump();
        }
    }

    /// Called when the device has caught up on a new connection.
    void caughtUp() {
        lastTry = Optional.empty();
        pump();
    }

    /// Called when any try of the request has succeeded.
    void answered(String requestId) {
        take(requestId).ifPresent(change -> system.checker().privacy().confirmed(device, change));
    }

    /// Called when the server temporarily rejects a request.
    void refused(String requestId) {
        if (system.alteration().treatsRefusedSettingAsDone()) {
            answered(requestId);
        } else {
            retry(requestId);
        }
    }

    /// Called when a request was permanently rejected.
    ///
    /// @return whether the request belongs to this outbox
    boolean rejected(String requestId, String code) {
        if (!requestId.startsWith(FrameText.SETTINGS)) {
            return false;
        }
        if (!code.equals("unknownUser")) {
            throw new Violation(
                    device.id().value() + " was not allowed to change a setting: " + code);
        }
        take(requestId);
        return true;
    }

    /// Removes the first change, unless another try of it was answered before.
    private Optional<SettingChange> take(String requestId) {
        if (!asked.contains(requestId)) {
            return Optional.empty();
        }
        SettingChange change = device.store().pendingSettings().removeFirst();
        if (asked.size() > 1) {
            change.peer().ifPresent(device.store().repeated()::add);
        }
        asked.clear();
        lastTry = Optional.empty();
        pump();
        return Optional.of(change);
    }
}
