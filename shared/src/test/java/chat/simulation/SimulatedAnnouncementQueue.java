package chat.simulation;

import chat.domain.UserId;
import chat.sqs.SqsAnnouncements;

import java.time.Duration;
import java.util.Optional;

/// The announcement queue, an SQS standard queue, and its event source mapping: delivers messages
/// at least once, in any order, and drops them after some receives.
final class SimulatedAnnouncementQueue {
    private static final Duration VISIBILITY = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int RECEIVES_MAX = 2;

    private final SimulatedSystem system;

    private record Message(UserId user, boolean onlyIfAway, int receives) {}

    SimulatedAnnouncementQueue(SimulatedSystem system) {
        this.system = system;
    }

    /// Adds a message.
    void add(UserId user, boolean onlyIfAway) {
        receiveAfter(SqsAnnouncements.DELAY, new Message(user, onlyIfAway, 0));
    }

    private void receiveAfter(Duration delay, Message message) {
        system.loop()
                .after(
                        EventLoop.micros(delay) + system.random().around(POLL),
                        () ->
                                system.functions()
                                        .presence()
                                        .reannounce(
                                                message.user(),
                                                message.onlyIfAway(),
                                                done -> ended(message, done)));
    }

    private void ended(Message message, Optional<Boolean> done) {
        boolean failed =
                done.isEmpty() || (!done.get() && !system.alteration().ignoresPartialFailures());
        boolean again = failed || system.injects(Fault.REDELIVERED_TWICE);
        if (again && message.receives() + 1 < RECEIVES_MAX) {
            receiveAfter(
                    VISIBILITY,
                    new Message(message.user(), message.onlyIfAway(), message.receives() + 1));
        }
    }
}
