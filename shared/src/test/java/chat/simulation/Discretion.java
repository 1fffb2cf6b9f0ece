package chat.simulation;

import chat.domain.UserId;
import chat.simulation.Choice.What;
import chat.simulation.Talk.Mark;
import chat.simulation.World.Pair;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people have set, as far as the server has answered that it holds, and what must not be told
/// from then on. It is sure of nothing while a request to the contrary may still be under way.
final class Discretion {
    /// A request that was sent may still have an effect: wires, a cold start, a function's life.
    private static final Duration UNDER_WAY = Duration.ofSeconds(40);

    /// How long it takes until hidden read receipts hold everywhere.
    private static final Duration READ_SOON = Duration.ofSeconds(2);

    private final Surroundings world;
    private final Set<Wish> everWished = new HashSet<>();
    private final Map<Wish, Instant> lastLifted = new HashMap<>();
    private final Map<Wish, Instant> heldSince = new HashMap<>();
    private final Map<Pair, Mark> tellable = new HashMap<>();
    private final Map<Pair, Mark> withheld = new HashMap<>();
    private final Map<Version, Chosen> versions = new HashMap<>();

    /// That something is hidden or refused.
    private record Wish(UserId user, Optional<UserId> peer, What what) {}

    private record Version(Pair pair, long number) {}

    Discretion(Surroundings world) {
        this.world = world;
    }

    /// A device asks for something to be set, or asks again.
    void asks(Device device, Choice choice) {
        var wish = new Wish(device.user(), choice.peer(), choice.what());
        if (choice.on()) {
            everWished.add(wish);
        } else {
            lastLifted.put(wish, world.now());
            heldSince.remove(wish);
            tellWithheld(wish);
        }
    }

    /// The server says that it is set.
    void answered(Device device, Choice choice) {
        var wish = new Wish(device.user(), choice.peer(), choice.what());
        Instant contrary = lastLifted.getOrDefault(wish, Instant.MIN);
        if (choice.on() && contrary.isBefore(world.now().minus(UNDER_WAY))) {
            heldSince.putIfAbsent(wish, world.now());
        }
    }

    /// An acknowledgement that was sent before may be taken after it.
    private void tellWithheld(Wish wish) {
        withheld.forEach(
                (pair, mark) -> {
                    if (pair.user().equals(wish.user())) {
                        tellable.merge(pair, mark, Mark::or);
                    }
                });
    }

    private boolean holds(Wish wish, Duration atLeast) {
        Instant since = heldSince.get(wish);
        return since != null && !since.isAfter(world.now().minus(atLeast));
    }

    private static Wish block(Pair pair) {
        return new Wish(pair.user(), Optional.of(pair.peer()), What.BLOCKED);
    }

    private static Wish hides(UserId user, What what) {
        return new Wish(user, Optional.empty(), what);
    }

    // Settings.

    /// A device was told what is set: of one version everybody is told the same.
    void told(Device device, UserId peer, Chosen chosen) {
        var version = new Version(new Pair(device.user(), peer), chosen.version());
        Chosen before = versions.putIfAbsent(version, chosen);
        if (before != null && !before.equals(chosen)) {
            throw new Violation(device.id().value() + " was told " + chosen + ", not " + before);
        }
    }

    // Messages.

    /// Whether one of the two may have refused the other's messages.
    boolean mayRefuse(Pair pair) {
        return everWished.contains(block(pair)) || everWished.contains(block(pair.inverse()));
    }

    /// Whether one of the two refuses the other's messages, and has since before `then`.
    boolean refusedSince(Pair pair, Instant then) {
        Instant one = heldSince.getOrDefault(block(pair), Instant.MAX);
        Instant other = heldSince.getOrDefault(block(pair.inverse()), Instant.MAX);
        return one.isBefore(then) || other.isBefore(then);
    }

    // Receipts.

    /// A device acknowledges: the peer may be told, unless the user blocks the peer or hides it.
    void acks(Pair pair, Mark mark) {
        withheld.merge(pair, mark, Mark::or);
        if (!holds(block(pair), Duration.ZERO)) {
            boolean hidden = holds(hides(pair.user(), What.READ_HIDDEN), READ_SOON);
            var told = new Mark(mark.delivered(), hidden ? 0 : mark.read());
            tellable.merge(pair, told, Mark::or);
        }
    }

    /// The most that the peer may be told of the user's acknowledgements.
    Mark tellable(Pair pair) {
        return tellable.getOrDefault(pair, Mark.NONE);
    }

    /// Whether the peer is told of every acknowledgement in the end.
    boolean tellsAll(Pair pair) {
        return !everWished.contains(block(pair)) && !everHidRead(pair.user());
    }

    /// Whether the user has ever hidden how far one has read, and so is not told of others either.
    boolean everHidRead(UserId user) {
        return everWished.contains(hides(user, What.READ_HIDDEN));
    }

    /// A device was told how far the peer has read.
    void toldRead(Device device, UserId peer, long read) {
        if (read > 0 && holds(hides(device.user(), What.READ_HIDDEN), UNDER_WAY)) {
            throw new Violation(
                    device.id().value() + " hides it, and was told what " + peer + " has read");
        }
    }

    // Presence.

    /// Whether the user has ever hidden one's presence, and so may have been told of others what
    /// holds no more: that is not told, it ends.
    boolean everHidPresence(UserId user) {
        return everWished.contains(hides(user, What.PRESENCE_HIDDEN));
    }

    /// A device was told of somebody's presence.
    void told(Device device, Word word) {
        var pair = new Pair(device.user(), word.user());
        boolean hidden =
                holds(block(pair), UNDER_WAY)
                        || holds(block(pair.inverse()), UNDER_WAY)
                        || holds(hides(pair.user(), What.PRESENCE_HIDDEN), UNDER_WAY)
                        || holds(hides(pair.peer(), What.PRESENCE_HIDDEN), UNDER_WAY);
        if (hidden && word.tells()) {
            throw new Violation(device.id().value() + " was told what is hidden: " + word);
        }
    }
}
