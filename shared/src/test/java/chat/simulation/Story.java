package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.simulation.Checker.Written;
import chat.simulation.World.Pair;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the users of one history do, drawn from its seed: who writes to whom and when, which device
/// is on, off, cut off, new or gone for good. Then the faults stop, time passes, and all is
/// checked.
final class Story {
    private static final List<String> NAMES = List.of("ann", "bob", "cat", "dan");
    private static final Duration SHORT = Duration.ofSeconds(90);
    private static final Duration LONG = Duration.ofMinutes(40);
    private static final Duration HOURS = Duration.ofHours(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TOKEN = Duration.ofHours(12);

    /// Longer than the longest window that remains: a ping interval and what follows.
    private static final Duration SETTLE = Duration.ofMinutes(10);

    /// Until every connection has been replaced.
    private static final Duration SETTLE_GIVEN_UP = Duration.ofMinutes(130);

    private static final Duration NEXT = Duration.ofMinutes(1);

    private final World world;
    private final Dice dice;
    private final Kind kind;
    private final Whims whims;
    private final List<Device> leavers = new ArrayList<>();
    private long end;
    private int messages;

    /// What is special about a history.
    enum Kind {
        /// Nothing: a minute or so.
        PLAIN,
        /// Tokens end before connections do.
        TOKENS_END,
        /// More entries than a new device or one drain gets.
        FLOOD,
        /// More devices of one user than the server remembers.
        MANY_DEVICES,
        /// Many more connections of one user than devices.
        FLAPPING,
        /// Everybody is away for a day or two.
        REST,
        /// Connections live as long as they may.
        HOURS
    }

    /// @param kind if it is not to be drawn
    Story(World world, Optional<Kind> kind) {
        this.world = world;
        this.dice = world.dice();
        Kind drawn = dice.hits(0.8) ? Kind.PLAIN : dice.oneOf(List.of(Kind.values()));
        this.kind = kind.orElse(drawn);
        this.whims = new Whims(world);
    }

    /// Lets it all happen, and checks.
    void play() {
        cast();
        world.rates(Rates.drawn(dice));
        if (dice.hits(0.5)) {
            world.skewMost(Duration.ofMillis(dice.between(0, 120_000)));
        }
        world.tokenLife(kind == Kind.TOKENS_END ? Duration.ofMinutes(dice.between(10, 20)) : TOKEN);
        end = dice.between(Duration.ofSeconds(5), time());
        schedule();
        run(end);
        if (kind == Kind.REST) {
            world.devices().forEach(device -> device.stop(dice.hits(0.3)));
            run(dice.between(DAY.dividedBy(2), DAY.multipliedBy(3)));
            world.devices().forEach(device -> at(device::start));
            schedule();
            run(end);
        }
        settle();
    }

    private Duration time() {
        return switch (kind) {
            case TOKENS_END -> LONG;
            case HOURS -> HOURS;
            case FLOOD, MANY_DEVICES, FLAPPING, REST -> SHORT;
            case PLAIN -> dice.hits(0.05) ? LONG : SHORT;
        };
    }

    private void run(long micros) {
        world.loop().run(Duration.ofNanos(micros * 1_000));
    }

    private void cast() {
        int users = dice.hits(0.6) ? 2 : dice.between(2, NAMES.size());
        for (String name : NAMES.subList(0, users)) {
            world.users().add(new UserId(name));
            int devices = dice.hits(0.5) ? 1 : dice.between(1, 3);
            if (kind == Kind.MANY_DEVICES && world.users().size() == 1) {
                devices = 10;
            }
            for (int i = 1; i <= devices; i++) {
                boolean replaces = !dice.hits(0.1);
                world.add(new UserId(name), new DeviceId(name + "-" + i), replaces);
            }
        }
    }

    private void schedule() {
        for (Device device : world.devices()) {
            if (device.id().value().endsWith("-1")) {
                device.start();
            } else {
                at(device::start);
            }
            int moves = dice.between(0, 3);
            for (int i = 0; i < moves; i++) {
                at(() -> move(device));
            }
        }
        whims.schedule(end);
        int count = messages + dice.between(1, dice.hits(0.2) ? 30 : 10);
        while (messages < count) {
            write();
        }
        if (kind == Kind.FLOOD) {
            flood();
        } else if (kind == Kind.FLAPPING) {
            at(() -> flap(dice.oneOf(world.devices()), dice.between(10, 40)));
        }
    }

    /// At any time before the end.
    private void at(Runnable what) {
        world.loop().after((long) (dice.nextDouble() * end), what);
    }

    private void write() {
        Device device = dice.oneOf(world.devices());
        UserId peer = dice.oneOf(world.users());
        if (peer.equals(device.user())) {
            return;
        }
        int burst = dice.hits(0.3) ? dice.between(2, 4) : 1;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < burst; i++) {
            texts.add(device.user().value() + " to " + peer.value() + ", " + ++messages);
        }
        at(() -> texts.forEach(text -> device.write(peer, text)));
    }

    private void flood() {
        Device device = world.devices().getFirst();
        UserId peer = world.users().getLast();
        int count = dice.between(52, 70);
        String filling = dice.hits(0.3) ? ".".repeat(4_000) : "";
        boolean unseen = dice.hits(0.5);
        world.loop()
                .after(
                        (long) (end * 0.3 * dice.nextDouble()),
                        () -> {
                            if (unseen) {
                                devicesOf(peer).forEach(other -> other.stop(false));
                            }
                            for (int i = 0; i < count; i++) {
                                device.write(peer, "one of many, " + i + filling);
                            }
                        });
    }

    private List<Device> devicesOf(UserId user) {
        return world.devices().stream().filter(device -> device.user().equals(user)).toList();
    }

    private void flap(Device device, int times) {
        device.stop(true);
        device.start();
        if (times > 0) {
            world.loop().after(dice.around(Duration.ofMillis(300)), () -> flap(device, times - 1));
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

    private void settle() {
        world.trace("story", () -> "no more faults");
        world.rates(Rates.none());
        // Those that do not mind their token's end get nothing after it: they come back.
        world.tokenLife(TOKEN);
        world.devices().stream()
                .filter(device -> !device.replacesConnections() || leavers.contains(device))
                .forEach(device -> device.stop(false));
        world.devices().stream().filter(device -> !leavers.contains(device)).forEach(Device::start);
        whims.look();
        world.loop().run(SETTLE);
        boolean gaveUp = world.network().open().stream().anyMatch(world.queue()::gaveUp);
        if (gaveUp) {
            world.loop().run(SETTLE_GIVEN_UP);
        }
        if (writeNext()) {
            world.loop().run(NEXT);
        }
        check();
    }

    private void check() {
        try {
            new Settled(world).check();
        } catch (Violation notYet) {
            if (!whims.any()) {
                throw notYet;
            }
            // A dead connection that the gateway gives up just now is told a few seconds later.
            world.loop().run(NEXT);
            new Settled(world).check();
        }
    }

    /// What nobody accepted shows with the next message: of a device that never came back, or of a
    /// try that got through after a later one had been rejected.
    private boolean writeNext() {
        Set<Pair> pairs = unfinished();
        if (!pairs.isEmpty() && whims.any()) {
            // Nothing is written where one blocks the other.
            leavers.removeAll(whims.unblock());
            world.loop().run(SETTLE);
            pairs = unfinished();
        }
        for (Pair pair : pairs) {
            writeNext(pair);
            writeNext(pair.inverse());
        }
        return !pairs.isEmpty();
    }

    private Set<Pair> unfinished() {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Device leaver : leavers) {
            leaver.store()
                    .outbox()
                    .forEach(
                            (peer, items) -> {
                                if (!items.isEmpty()) {
                                    pairs.add(new Pair(leaver.user(), peer).inverse());
                                }
                            });
        }
        for (String id : world.checker().rejected().keySet()) {
            Written message = world.checker().written(id);
            pairs.add(new Pair(message.device().user(), message.peer()).inverse());
        }
        return pairs;
    }

    private void writeNext(Pair pair) {
        devicesOf(pair.user()).stream()
                .filter(Device::isReady)
                .findFirst()
                .ifPresent(device -> device.write(pair.peer(), "the next one"));
    }
}
