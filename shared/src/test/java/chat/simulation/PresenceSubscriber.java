package chat.simulation;

import chat.domain.UserId;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The users whose presence a device subscribes to, and the reports it received. Subscribes again
/// on each connection, and when a report expires.
final class PresenceSubscriber {
    private static final Duration REPLY = Duration.ofSeconds(10);

    private final SystemUnderTest system;
    private final Device device;
    private final Map<UserId, PresenceReport> reports = new TreeMap<>();
    private Optional<String> requestId = Optional.empty();
    private boolean delayed;

    PresenceSubscriber(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    /// Adds a user.
    void subscribe(UserId user) {
        if (device.store().subscriptions().add(user)) {
            request();
        }
    }

    /// Subscribes to all users, repeatedly until answered.
    void request() {
        if (!device.isReady() || device.store().subscriptions().isEmpty()) {
            return;
        }
        long rest = device.waits().rest(FrameText.PRESENCE);
        if (rest > 0) {
            requestLater(rest);
            return;
        }
        String id = system.requestId(FrameText.PRESENCE);
        requestId = Optional.of(id);
        system.checker().retries().sends(device, FrameText.PRESENCE);
        device.session().send(FrameText.subscribe(id, device.store().subscriptions()));
        device.later(
                REPLY,
                () -> {
                    if (requestId.equals(Optional.of(id))) {
                        request();
                    }
                });
    }

    private void requestLater(long micros) {
        if (!delayed) {
            delayed = true;
            device.later(
                    micros,
                    () -> {
                        delayed = false;
                        request();
                    });
        }
    }

    /// Stores the reports of a frame.
    void receive(Json frame) {
        if (requestId.equals(Optional.of(frame.textOr("requestId")))) {
            requestId = Optional.empty();
        }
        for (Json user : frame.objects("users")) {
            PresenceReport report = PresenceReport.of(user);
            system.checker().privacy().received(device, report);
            PresenceReport before = reports.get(report.user());
            if (before == null
                    || before.isOver(system.now())
                    || !report.at().isBefore(before.at())) {
                take(report);
            }
        }
    }

    private void take(PresenceReport report) {
        reports.put(report.user(), report);
        report.until()
                .map(end -> Duration.between(system.now(), end))
                .ifPresent(
                        rest ->
                                device.later(
                                        Math.max(0, EventLoop.micros(rest)),
                                        () -> {
                                            if (report.equals(reports.get(report.user()))) {
                                                request();
                                            }
                                        }));
    }

    /// Whether a reply is outstanding.
    boolean isWaitingForReply() {
        return requestId.isPresent();
    }

    /// The last report on a user, unless it has expired.
    Optional<PresenceReport> report(UserId user) {
        return Optional.ofNullable(reports.get(user))
                .filter(report -> !report.isOver(system.now()));
    }
}
