package chat.simulation;

import chat.domain.UserId;
import chat.sqs.SqsAnnouncements;

import java.time.Duration;
import java.util.Optional;

/// The announcement queue, an SQS standard queue, and its mapping to the function that reannounces:
/// at least once, in any order, and given up after so many receives.
final class AnnouncementQueue {
    private static final Duration VISIBILITY = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int RECEIVES_MAX = 2;

    private final World world;

    private record Message(UserId user, boolean onlyIfAway, int receives) {}

    AnnouncementQueue(World world) {
        this.world = world;
    }

    /// Takes a message.
    void add(UserId user, boolean onlyIfAway) {
        receiveAfter(SqsAnnouncements.DELAY, new Message(user, onlyIfAway, 0));
    }

    private void receiveAfter(Duration delay, Message message) {
        world.loop()
                .after(
                        Loop.micros(delay) + world.dice().around(POLL),
                        () ->
                                world.functions()
                                        .presence()
                                        .reannounce(
                                                message.user(),
                                                message.onlyIfAway(),
                                                done -> ended(message, done)));
    }

    private void ended(Message message, Optional<Boolean> done) {
        boolean failed =
                done.isEmpty() || (!done.get() && !world.alteration().ignoresPartialFailures());
        boolean again = failed || world.strikes(Fault.REDELIVERED_TWICE);
        if (again && message.receives() + 1 < RECEIVES_MAX) {
            receiveAfter(
                    VISIBILITY,
                    new Message(message.user(), message.onlyIfAway(), message.receives() + 1));
        }
    }
}
