package chat.simulation;

import chat.domain.Setting;
import chat.domain.UserId;
import chat.simulation.Choice.What;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the users of a history set and whose presence they watch: in some histories, at any time.
final class Whims {
    /// Of all histories.
    private static final double SHARE = 0.25;

    private static final double WATCHES = 0.4;
    private static final int CHOICES_MAX = 8;

    /// Blocks more often than the rest: they meddle with everything.
    private static final List<What> WHATS =
            List.of(
                    What.BLOCKED,
                    What.BLOCKED,
                    What.BLOCKED,
                    What.MUTED,
                    What.ARCHIVED,
                    What.PINNED,
                    What.READ_HIDDEN,
                    What.PRESENCE_HIDDEN);

    private final World world;
    private final Dice dice;
    private final boolean any;

    Whims(World world) {
        this.world = world;
        this.dice = world.whims();
        this.any = dice.hits(SHARE);
        if (any) {
            world.watched();
        }
    }

    /// Whether anything is set or watched.
    boolean any() {
        return any;
    }

    /// Lets it happen.
    ///
    /// @param end before this time, in microseconds from now
    void schedule(long end) {
        if (!any) {
            return;
        }
        for (Device device : world.devices()) {
            for (UserId user : world.users()) {
                if (!user.equals(device.user()) && dice.hits(WATCHES)) {
                    at(end, () -> device.watch(user));
                }
            }
        }
        for (int count = dice.between(1, CHOICES_MAX); count > 0; count--) {
            choose(end);
        }
    }

    private void choose(long end) {
        Device device = dice.oneOf(world.devices());
        UserId peer = dice.oneOf(world.users());
        What what = dice.oneOf(WHATS);
        boolean on = dice.hits(0.6);
        if (!peer.equals(device.user())) {
            Optional<UserId> of = what.isOfConversation() ? Optional.of(peer) : Optional.empty();
            at(end, () -> device.choose(new Choice(of, what, on)));
        }
    }

    private void at(long end, Runnable what) {
        world.loop().after((long) (dice.nextDouble() * end), what);
    }

    /// Has everybody look anew.
    void look() {
        if (any) {
            world.devices().stream()
                    .filter(Device::isRunning)
                    .forEach(device -> device.watches().ask());
        }
    }

    /// Has nobody block anybody any more; who is away for good comes back for it.
    ///
    /// @return the devices that were used for it
    List<Device> unblock() {
        List<Device> used = new ArrayList<>();
        for (UserId user : world.users()) {
            for (UserId peer : world.users()) {
                boolean blocks =
                        world.row(new World.Pair(user, peer))
                                .filter(row -> row.settings().has(Setting.BLOCKED))
                                .isPresent();
                if (blocks) {
                    Device device = deviceOf(user);
                    device.start();
                    device.choose(new Choice(Optional.of(peer), What.BLOCKED, false));
                    used.add(device);
                }
            }
        }
        return used;
    }

    /// A running one, if there is one.
    private Device deviceOf(UserId user) {
        return world.devices().stream()
                .filter(device -> device.user().equals(user))
                .min(Comparator.comparing(device -> !device.isRunning()))
                .orElseThrow();
    }
}
