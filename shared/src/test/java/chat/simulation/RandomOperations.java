package chat.simulation;

import chat.domain.UserId;
import chat.simulation.DeviceStore.Draft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Makes a fifth of what users write edits, removals and reactions, and some messages replies and
/// forwarded ones. It prefers the newest messages, and often several devices act on one message at
/// the same moment.
final class RandomOperations {
    /// More than a fifth, because a device without messages writes one.
    private static final double OPERATIONS = 0.35;

    private static final double REPLIES = 0.1;
    private static final double FORWARDED = 0.1;
    private static final double EDITS = 0.5;
    private static final double REMOVALS = 0.5;
    private static final double OF_NEWEST = 0.7;
    private static final double AT_ONCE = 0.5;
    private static final int NEWEST = 3;
    private static final double RIVALS = 0.15;
    private static final double GONE = 0.3;
    private static final double DEATHS = 0.05;
    private static final double SLOW = 0.3;
    private static final int ROUNDS = 6;

    /// About the time in which an operation is in the log and not yet finished.
    private static final Duration REPLY = Duration.ofMillis(50);

    private static final List<String> EMOJI = List.of("👍", "😀", "");

    private final SimulatedSystem system;
    private final SeededRandom random;
    private final boolean always;
    private boolean active;

    /// @param always whether all devices of two users act on the same message in every history
    RandomOperations(SimulatedSystem system, SeededRandom random, boolean always) {
        this.system = system;
        this.random = random;
        this.always = always;
    }

    /// Draws whether all devices of two users act on the same message several times. Functions then
    /// die and are slow often, so that operations stay unfinished and overlap.
    ///
    /// @param rates the faults of the history
    void gather(FaultRates rates) {
        active = random.chance(RIVALS) || always;
        if (active) {
            rates.set(Fault.DIES_AFTER_CALL, DEATHS).set(Fault.CALL_SLOW, SLOW);
        }
    }

    /// Schedules the rivals, if there are any. In some rounds only one device acts, and is gone for
    /// good right after.
    ///
    /// @param gone receives the device that is gone
    void schedule(long end, Consumer<Device> gone) {
        if (!active) {
            return;
        }
        UserId one = system.users().getFirst();
        UserId other = system.users().get(1);
        for (int i = 1; i <= ROUNDS; i++) {
            String text = "round " + i;
            system.loop()
                    .after(
                            (long) (random.nextDouble() * end),
                            () -> compete(one, other, text, gone));
        }
    }

    private void compete(UserId one, UserId other, String text, Consumer<Device> gone) {
        List<Device> rivals =
                system.devices().stream()
                        .filter(device -> device.user().equals(one) || device.user().equals(other))
                        .toList();
        long last =
                rivals.stream()
                        .map(device -> device.store().conversation(peer(device, one, other)))
                        .flatMap(conversation -> messages(conversation).stream())
                        .mapToLong(seq -> seq)
                        .max()
                        .orElse(0);
        Device leaving = random.oneOf(rivals);
        if (rivals.size() > 2 && random.chance(GONE)) {
            operate(leaving, peer(leaving, one, other), last, text + ", the last");
            system.loop().after(system.random().around(REPLY), () -> leave(leaving, gone));
            return;
        }
        for (Device rival : rivals) {
            operate(rival, peer(rival, one, other), last, text + " of " + rival.id().value());
        }
    }

    private static void leave(Device device, Consumer<Device> gone) {
        device.stop(true);
        gone.accept(device);
    }

    private static UserId peer(Device device, UserId one, UserId other) {
        return device.user().equals(one) ? other : one;
    }

    /// Writes the text, or something else in its place, unless the device is off.
    void write(Device device, UserId peer, String text) {
        List<Long> messages = messages(device.store().conversation(peer));
        if (messages.isEmpty() || !random.chance(OPERATIONS)) {
            device.write(peer, message(messages, text));
            return;
        }
        long target = one(messages);
        operate(device, peer, target, text);
        while (random.chance(AT_ONCE)) {
            Device other = random.oneOf(system.devices());
            if (other.user().equals(device.user())) {
                operate(other, peer, target, text + " at once");
            } else if (other.user().equals(peer)) {
                operate(other, device.user(), target, text + " at once");
            }
        }
    }

    private static List<Long> messages(ConversationReplica conversation) {
        var messages = new ArrayList<Long>();
        conversation
                .entries()
                .headMap(conversation.held(), true)
                .forEach(
                        (seq, entry) -> {
                            if (entry.isMessage()) {
                                messages.add(seq);
                            }
                        });
        return messages;
    }

    private Draft message(List<Long> messages, String text) {
        long target = !messages.isEmpty() && random.chance(REPLIES) ? random.oneOf(messages) : 0;
        return new Draft("text", text, random.chance(FORWARDED) ? 1 : 0, target);
    }

    /// Operates on a message that the device holds.
    private void operate(Device device, UserId peer, long target, String text) {
        var conversation = device.store().conversation(peer);
        if (conversation.held() >= target && conversation.entries().containsKey(target)) {
            var message = Objects.requireNonNull(conversation.entries().get(target));
            boolean own = message.from().equals(device.user().value());
            device.write(peer, operation(own, target, text));
        }
    }

    private Draft operation(boolean own, long target, String text) {
        if (own && random.chance(EDITS)) {
            return new Draft(ReceivedEntry.EDIT, text + ", edited", 0, target);
        }
        if (own && random.chance(REMOVALS)) {
            return new Draft(ReceivedEntry.REMOVE, "", 0, target);
        }
        return new Draft(ReceivedEntry.REACTION, random.oneOf(EMOJI), 0, target);
    }

    private long one(List<Long> messages) {
        return random.oneOf(
                random.chance(OF_NEWEST)
                        ? messages.subList(Math.max(0, messages.size() - NEWEST), messages.size())
                        : messages);
    }
}
