package chat.simulation;

import chat.domain.Setting;
import chat.domain.UserId;
import chat.simulation.SettingChange.Option;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Random changes of settings and random presence subscriptions, in a share of the histories.
final class RandomSettings {
    /// The share of histories that change settings.
    private static final double SHARE = 0.25;

    private static final double WATCHES = 0.4;
    private static final int CHOICES_MAX = 8;

    /// The options to draw from. Blocks are the most frequent because they affect everything else.
    private static final List<Option> OPTIONS =
            List.of(
                    Option.BLOCKED,
                    Option.BLOCKED,
                    Option.BLOCKED,
                    Option.MUTED,
                    Option.ARCHIVED,
                    Option.PINNED,
                    Option.READ_HIDDEN,
                    Option.PRESENCE_HIDDEN);

    private final SimulatedSystem system;
    private final SeededRandom random;
    private final boolean active;

    RandomSettings(SimulatedSystem system) {
        this.system = system;
        this.random = system.settingsRandom();
        this.active = random.chance(SHARE);
        if (active) {
            system.enablePresence();
        }
    }

    /// Whether this history changes settings and subscribes to presence.
    boolean isActive() {
        return active;
    }

    /// Schedules the changes and subscriptions.
    ///
    /// @param end they happen before this time, in microseconds from now
    void schedule(long end) {
        if (!active) {
            return;
        }
        for (Device device : system.devices()) {
            for (UserId user : system.users()) {
                if (!user.equals(device.user()) && random.chance(WATCHES)) {
                    at(end, () -> device.subscribe(user));
                }
            }
        }
        for (int count = random.between(1, CHOICES_MAX); count > 0; count--) {
            scheduleChange(end);
        }
    }

    private void scheduleChange(long end) {
        Device device = random.oneOf(system.devices());
        UserId peer = random.oneOf(system.users());
        Option what = random.oneOf(OPTIONS);
        boolean on = random.chance(0.6);
        if (!peer.equals(device.user())) {
            Optional<UserId> of = what.isOfConversation() ? Optional.of(peer) : Optional.empty();
            at(end, () -> device.change(new SettingChange(of, what, on)));
        }
    }

    private void at(long end, Runnable action) {
        system.loop().after((long) (random.nextDouble() * end), action);
    }

    /// Renews the presence subscriptions of all running devices.
    void renewSubscriptions() {
        if (active) {
            system.devices().stream()
                    .filter(Device::isRunning)
                    .forEach(device -> device.presence().request());
        }
    }

    /// Lifts every block. A user without a running device starts one to do it.
    ///
    /// @return the devices that lifted a block
    List<Device> liftBlocks() {
        List<Device> used = new ArrayList<>();
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                boolean blocks =
                        system.row(new Pair(user, peer))
                                .filter(row -> row.settings().has(Setting.BLOCKED))
                                .isPresent();
                if (blocks) {
                    Device device = deviceOf(user);
                    device.start();
                    device.change(new SettingChange(Optional.of(peer), Option.BLOCKED, false));
                    used.add(device);
                }
            }
        }
        return used;
    }

    /// A running device of the user if there is one, otherwise any device of the user.
    private Device deviceOf(UserId user) {
        return system.devices().stream()
                .filter(device -> device.user().equals(user))
                .min(Comparator.comparing(device -> !device.isRunning()))
                .orElseThrow();
    }
}
