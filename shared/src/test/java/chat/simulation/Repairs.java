package chat.simulation;

import java.time.Duration;
import java.util.Optional;

/// The `sync` requests of one connection: one at a time, repeated after growing waits until nothing
/// is missing.
final class Repairs {
    private static final Duration CAUGHT_UP_LEAST = Duration.ofSeconds(5);
    private static final Duration CAUGHT_UP_MOST = Duration.ofSeconds(60);

    private final SystemUnderTest system;
    private final Device device;
    private final Session session;
    private Optional<String> requestId = Optional.empty();
    private boolean timerSet;
    private boolean delayed;
    private long wait = EventLoop.micros(CAUGHT_UP_LEAST);
    private long timer;

    Repairs(SystemUnderTest system, Device device, Session session) {
        this.system = system;
        this.device = device;
        this.session = session;
    }

    /// Requests missing entries, unless a request is still pending.
    void repair() {
        if (!system.isFaultless() && session.isCaughtUp() && requestId.isEmpty() && !timerSet) {
            sync();
        }
    }

    /// Requests missing entries, and repeats the request after growing waits until nothing is
    /// missing.
    void sync() {
        if (device.waits().rest(FrameText.SYNC) > 0) {
            syncLater();
            return;
        }
        String id = system.requestId(FrameText.SYNC);
        requestId = Optional.of(id);
        system.checker().retries().sends(device, FrameText.SYNC);
        session.send(FrameText.sync(id, device.store().conversations()));
        setTimer();
    }

    /// Called when the server temporarily rejects a `sync`.
    void refused() {
        requestId = Optional.empty();
        if (!system.alteration().forgetsRefusedSync()) {
            syncLater();
        }
    }

    private void syncLater() {
        if (!delayed) {
            delayed = true;
            device.later(
                    device.waits().rest(FrameText.SYNC),
                    () -> {
                        delayed = false;
                        if (session.isOpen()) {
                            sync();
                        }
                    });
        }
    }

    /// Sets the time of the next request, if something is still missing then.
    void setTimer() {
        long number = ++timer;
        timerSet = true;
        device.later(
                wait,
                () -> {
                    if (number == timer && session.isOpen()) {
                        timerSet = false;
                        if (!session.isCaughtUp() || requestId.isPresent() || device.hasGap()) {
                            system.checker().repairs(device);
                            sync();
                        }
                    }
                });
        wait = Math.min(EventLoop.micros(CAUGHT_UP_MOST), wait * 2);
    }

    /// Called when a catch-up has ended.
    ///
    /// @param id the request that it answers; empty if none
    /// @param more whether it is not complete
    void answered(String id, boolean more) {
        if (requestId.isPresent() && (id.equals(requestId.get()) || (id.isEmpty() && !more))) {
            requestId = Optional.empty();
        }
    }

    /// Called when a catch-up was complete. A request that is still pending keeps its timer,
    /// because its answer may be lost.
    void caughtUp() {
        if (!device.hasGap() && requestId.isEmpty()) {
            wait = EventLoop.micros(CAUGHT_UP_LEAST);
            timer++;
            timerSet = false;
        }
    }
}
