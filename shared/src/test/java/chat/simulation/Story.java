package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the users of one history do, drawn from its seed: who writes to whom and when, which device
/// is on, off, cut off, new or gone for good.
final class Story {
    private static final List<String> NAMES = List.of("ann", "bob", "cat", "dan");
    private static final Duration SETTLE = Duration.ofMinutes(10);
    private static final Duration NEXT = Duration.ofMinutes(1);
    private static final Duration RESETTLE = Duration.ofMinutes(130);

    private final World world;
    private final Dice dice;
    private final List<Device> leavers = new ArrayList<>();
    private int messages;

    Story(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    /// Lets it all happen, and checks.
    void play() {
        cast();
        Duration time = dice.hits(0.1) ? Duration.ofMinutes(40) : Duration.ofSeconds(90);
        long end = dice.between(Duration.ofSeconds(5), time);
        world.rates(Rates.drawn(dice));
        if (dice.hits(0.5)) {
            world.skewMost(Duration.ofMillis(dice.between(0, 90_000)));
        }
        if (dice.hits(0.1)) {
            world.tokenLife(Duration.ofMinutes(dice.between(10, 20)));
        }
        schedule(end);
        world.loop().run(Duration.ofNanos(end * 1_000));
        settle();
    }

    private void cast() {
        int users = dice.hits(0.6) ? 2 : dice.between(2, NAMES.size());
        for (int i = 0; i < users; i++) {
            var user = new UserId(NAMES.get(i));
            world.users().add(user);
            int devices = dice.hits(0.5) ? 1 : dice.between(1, 3);
            for (int j = 0; j < devices; j++) {
                var id = new DeviceId(NAMES.get(i) + "-" + (j + 1));
                world.devices().add(new Device(world, user, id, true));
            }
        }
    }

    private void schedule(long end) {
        for (Device device : world.devices()) {
            boolean first = device.id().value().endsWith("-1");
            at(first ? 0 : end / 2, device::start);
            int moves = dice.between(0, 3);
            for (int i = 0; i < moves; i++) {
                at(end, () -> move(device));
            }
        }
        int count = dice.between(1, dice.hits(0.2) ? 30 : 10);
        while (messages < count) {
            write(end);
        }
    }

    private void at(long end, Runnable what) {
        world.loop().after((long) (dice.nextDouble() * end), what);
    }

    private void write(long end) {
        Device device = dice.oneOf(world.devices());
        UserId peer = dice.oneOf(world.users());
        if (peer.equals(device.user())) {
            return;
        }
        long when = (long) (dice.nextDouble() * end);
        int burst = dice.hits(0.3) ? dice.between(2, 4) : 1;
        for (int i = 0; i < burst; i++) {
            String text = device.user().value() + " to " + peer.value() + ", " + ++messages;
            world.loop()
                    .after(
                            when,
                            () -> {
                                if (device.wasStarted() && device.isRunning()) {
                                    device.write(peer, text);
                                }
                            });
        }
    }

    private void move(Device device) {
        if (!device.isRunning()) {
            device.start();
            return;
        }
        switch (dice.between(0, 3)) {
            case 0 -> device.stop(false);
            case 1 -> device.stop(true);
            case 2 -> device.cutWires();
            default -> {
                device.stop(false);
                if (dice.hits(0.2)) {
                    leavers.add(device);
                } else {
                    device.start();
                }
            }
        }
    }

    /// What a device wrote that never came back shows with the next message.
    private boolean writeNext() {
        boolean any = false;
        for (Device leaver : leavers) {
            for (var outbox : leaver.store().outbox().entrySet()) {
                Optional<Device> other =
                        world.devices().stream()
                                .filter(d -> d.isRunning() && d.user().equals(outbox.getKey()))
                                .findFirst();
                if (!outbox.getValue().isEmpty() && other.isPresent()) {
                    other.get().write(leaver.user(), "the next one");
                    any = true;
                }
            }
        }
        return any;
    }

    private void settle() {
        world.trace("story", () -> "no more faults");
        world.rates(Rates.none());
        world.devices().stream().filter(device -> !leavers.contains(device)).forEach(Device::start);
        world.loop().run(SETTLE);
        boolean gaveUp = world.network().open().stream().anyMatch(world.queue()::gaveUp);
        if (gaveUp) {
            world.loop().run(RESETTLE);
        }
        if (writeNext()) {
            world.loop().run(NEXT);
        }
        new Settled(world).check();
    }
}
