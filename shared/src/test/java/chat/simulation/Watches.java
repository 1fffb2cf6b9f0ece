package chat.simulation;

import chat.domain.UserId;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whose presence a device wants to know, and what it was told: asks anew with each connection, and
/// when a word ends.
final class Watches {
    private static final Duration REPLY = Duration.ofSeconds(10);

    private final Surroundings world;
    private final Device device;
    private final Map<UserId, Word> words = new TreeMap<>();
    private Optional<String> asked = Optional.empty();

    Watches(Surroundings world, Device device) {
        this.world = world;
        this.device = device;
    }

    /// The user looks at a conversation.
    void add(UserId user) {
        if (device.store().watched().add(user)) {
            ask();
        }
    }

    /// Asks for all of them, until answered.
    void ask() {
        if (!device.isReady() || device.store().watched().isEmpty()) {
            return;
        }
        String id = world.requestId("p");
        asked = Optional.of(id);
        device.session().send(Request.watch(id, device.store().watched()));
        device.later(
                REPLY,
                () -> {
                    if (asked.equals(Optional.of(id))) {
                        ask();
                    }
                });
    }

    /// News, or what was asked for.
    void told(Json frame) {
        if (asked.equals(Optional.of(frame.textOr("requestId")))) {
            asked = Optional.empty();
        }
        for (Json user : frame.objects("users")) {
            Word word = Word.of(user);
            world.checker().discretion().told(device, word);
            Word before = words.get(word.user());
            if (before == null || before.isOver(world.now()) || !word.at().isBefore(before.at())) {
                take(word);
            }
        }
    }

    private void take(Word word) {
        words.put(word.user(), word);
        word.until()
                .map(end -> Duration.between(world.now(), end))
                .ifPresent(
                        rest ->
                                device.later(
                                        Math.max(0, Loop.micros(rest)),
                                        () -> {
                                            if (word.equals(words.get(word.user()))) {
                                                ask();
                                            }
                                        }));
    }

    /// Whether an answer is still to come.
    boolean isAsking() {
        return asked.isPresent();
    }

    /// What it was told last, if that still holds.
    Optional<Word> word(UserId user) {
        return Optional.ofNullable(words.get(user)).filter(word -> !word.isOver(world.now()));
    }
}
