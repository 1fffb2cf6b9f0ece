package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Presence;
import chat.domain.UserId;
import chat.simulation.World.Pair;

import java.util.Optional;
import java.util.function.Supplier;

/// What must hold, once the faults have stopped and time has passed, of what people have set and
/// whom they watch.
final class SettledChoices {
    private final Surroundings world;

    SettledChoices(Surroundings world) {
        this.world = world;
    }

    void check(Device device) {
        check(
                device.store().choices().isEmpty(),
                () -> name(device) + " was never answered " + device.store().choices());
        for (UserId peer : world.users()) {
            if (!peer.equals(device.user())) {
                world.row(new Pair(device.user(), peer)).ifPresent(row -> check(device, row));
            }
        }
        boolean clocksAgree = world.skewMost().isZero();
        if (clocksAgree && !world.checker().discretion().everHidPresence(device.user())) {
            device.store().watched().forEach(user -> checkWord(device, user));
        }
    }

    private static String name(Device device) {
        return device.id().value();
    }

    private void check(Device device, ConversationRow row) {
        Talk talk = device.store().talk(row.peer());
        check(
                talk.chosen().equals(Chosen.of(row))
                        || isUntold(device, row)
                        || isUnsure(new Pair(row.user(), row.peer())),
                () -> name(device) + " knows of " + talk.chosen() + ", set is " + Chosen.of(row));
        boolean holdsAllUnread = talk.base().orElse(0) <= row.receipt().read();
        check(
                !holdsAllUnread || talk.unread() == row.unread(),
                () -> name(device) + " counts " + talk.unread() + " unread, not " + row.unread());
    }

    /// Whether the device repeated a request, and the reply to the last try never came.
    private static boolean isUntold(Device device, ConversationRow row) {
        return device.store().repeated().contains(row.peer())
                && device.store().talk(row.peer()).newestTold() < row.settings().version();
    }

    /// Whether a device is gone for good whose last change may have been done in part.
    private boolean isUnsure(Pair pair) {
        return world.devices().stream()
                .filter(device -> !device.isRunning() && device.user().equals(pair.user()))
                .flatMap(device -> device.store().choices().stream())
                .anyMatch(
                        choice ->
                                !choice.what().isOfConversation()
                                        || choice.peer().equals(Optional.of(pair.peer())));
    }

    /// What a device was told last is what it would be told now.
    private void checkWord(Device device, UserId user) {
        var pair = new Pair(device.user(), user);
        Optional<Word> word = device.watches().word(user);
        Presence now = world.presence(device.user(), user);
        boolean isSame =
                word.map(told -> isSame(told, now)).orElse(device.watches().isAsking())
                        || isUnsure(pair)
                        || isUnsure(pair.inverse());
        check(isSame, () -> name(device) + " was told " + word + ", would be told " + now);
    }

    private static boolean isSame(Word word, Presence now) {
        return word.status().equals(now.status().wireName())
                && word.lastActiveAt().isPresent() == now.lastActiveAt().isPresent();
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
