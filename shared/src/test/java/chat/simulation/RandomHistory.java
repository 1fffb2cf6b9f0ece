package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A random history: its seed decides which user writes to which and when, and which device is
/// switched on, switched off, disconnected, added or gone for good. Then the faults stop, time
/// passes, and [QuiescenceChecker] checks the result.
final class RandomHistory {
    private static final List<String> NAMES = List.of("ann", "bob", "cat", "dan");
    private static final Duration SHORT = Duration.ofSeconds(90);
    private static final Duration LONG = Duration.ofMinutes(40);
    private static final Duration HOURS = Duration.ofHours(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SLOW = Duration.ofMillis(200);
    private static final Duration TOKEN = Duration.ofHours(12);

    private static final List<Kind> DRAWN =
            List.copyOf(
                    EnumSet.complementOf(
                            EnumSet.of(
                                    Kind.FAULTLESS,
                                    Kind.CROWD,
                                    Kind.HIDING,
                                    Kind.MANY_PEERS,
                                    Kind.RIVALS,
                                    Kind.OVERLOAD)));

    private final SimulatedSystem system;
    private final SeededRandom random;
    private final Kind kind;
    private final RandomSettings settings;
    private final RandomCrowd crowd;
    private final RandomOperations operations;
    private final RandomHiding hiding;
    private final List<Device> goneForGood = new ArrayList<>();
    private long end;
    private int messages;

    /// A class of histories.
    enum Kind {
        /// About a minute, without anything special.
        PLAIN,
        /// Tokens end before connections do.
        TOKENS_END,
        /// More entries than a new device or one catch-up gets.
        FLOOD,
        /// More devices of one user than the server remembers.
        MANY_DEVICES,
        /// Many more connections of one user than devices.
        FLAPPING,
        /// All devices are switched off for a day or two.
        REST,
        /// Connections last as long as the gateway allows.
        HOURS,
        /// No faults, and clients that repair nothing. Only on request: it is never drawn.
        FAULTLESS,
        /// Many devices write into one conversation at the same moment. Only on request, since
        /// [RandomCrowd] draws it in every class.
        CROWD,
        /// Users with several devices hide messages again and again. Only on request, since
        /// [RandomHiding] draws it in every class.
        HIDING,
        /// All devices of two users act on the same message several times. Only on request, since
        /// [RandomOperations] draws it in plain histories.
        RIVALS,
        /// [RandomPeers]; only on request.
        MANY_PEERS,
        /// [RandomOverload]; only on request.
        OVERLOAD
    }

    /// @param kind the class of the history; empty draws it
    RandomHistory(SimulatedSystem system, Optional<Kind> kind) {
        this.system = system;
        this.random = system.random();
        Kind drawn = random.chance(0.8) ? Kind.PLAIN : random.oneOf(DRAWN);
        this.kind = kind.orElse(drawn);
        this.settings = new RandomSettings(system);
        this.operations =
                new RandomOperations(system, system.random("operations"), this.kind == Kind.RIVALS);
        this.crowd = new RandomCrowd(system, system.random("crowd"));
        this.hiding = new RandomHiding(system, system.random("hiding"), this.kind == Kind.HIDING);
    }

    /// Runs the history, then checks it.
    void runAndCheck() {
        switch (kind) {
            case MANY_PEERS -> peers();
            case OVERLOAD -> new RandomOverload(system, system.random("overload")).run();
            default -> usual();
        }
        new Quiescence(system, settings, goneForGood).reach();
    }

    private void peers() {
        SeededRandom own = system.random("peers");
        boolean hasFaults = own.chance(0.5);
        if (hasFaults) {
            drawFaults();
        } else {
            system.limits().stop();
            system.network().quota().lift();
        }
        new RandomPeers(system, own).run(hasFaults);
    }

    private void usual() {
        addUsers();
        if (kind == Kind.FAULTLESS) {
            system.setFaultless();
            system.network().quota().lift();
        } else {
            crowd.gather(kind == Kind.CROWD);
            drawFaults();
            if (kind == Kind.HIDING) {
                system.conditions().logCall(SLOW);
            }
        }
        system.conditions()
                .tokenLife(
                        kind == Kind.TOKENS_END
                                ? Duration.ofMinutes(random.between(10, 20))
                                : TOKEN);
        end = random.between(Duration.ofSeconds(5), lengthMax());
        schedule();
        run(end);
        if (kind == Kind.REST) {
            system.devices().forEach(device -> device.stop(random.chance(0.3)));
            run(random.between(DAY.dividedBy(2), DAY.multipliedBy(3)));
            system.devices().forEach(device -> at(device::start));
            schedule();
            run(end);
        }
    }

    private void drawFaults() {
        FaultRates rates = FaultRates.random(random);
        if (kind == Kind.PLAIN || kind == Kind.RIVALS) {
            operations.gather(rates);
        }
        system.conditions().rates(rates);
        if (random.chance(0.5)) {
            system.conditions().skewMost(Duration.ofMillis(random.between(0, 120_000)));
        }
    }

    private Duration lengthMax() {
        return switch (kind) {
            case TOKENS_END -> LONG;
            case HOURS -> HOURS;
            case FLOOD,
                    MANY_DEVICES,
                    FLAPPING,
                    REST,
                    FAULTLESS,
                    CROWD,
                    HIDING,
                    RIVALS,
                    MANY_PEERS,
                    OVERLOAD ->
                    SHORT;
            case PLAIN -> random.chance(0.05) ? LONG : SHORT;
        };
    }

    private void run(long micros) {
        system.loop().run(Duration.ofNanos(micros * 1_000));
    }

    private void addUsers() {
        int users = random.chance(0.6) ? 2 : random.between(2, NAMES.size());
        for (String name : NAMES.subList(0, users)) {
            system.users().add(new UserId(name));
            int devices = random.chance(0.5) ? 1 : random.between(1, 3);
            if (kind == Kind.MANY_DEVICES && system.users().size() == 1) {
                devices = 10;
            } else if (kind == Kind.HIDING) {
                devices = 4;
            }
            for (int i = 1; i <= devices; i++) {
                boolean replaces = !random.chance(0.1);
                system.add(new UserId(name), new DeviceId(name + "-" + i), replaces);
            }
        }
    }

    private void schedule() {
        for (Device device : system.devices()) {
            if (device.id().value().endsWith("-1")) {
                device.start();
            } else {
                at(device::start);
            }
            int changes = random.between(0, 3);
            for (int i = 0; i < changes; i++) {
                at(() -> changeConnectivity(device));
            }
        }
        settings.schedule(end);
        crowd.schedule(end);
        operations.schedule(end, goneForGood::add);
        hiding.schedule(end);
        int count = messages + random.between(1, random.chance(0.2) ? 30 : 10);
        while (messages < count) {
            write();
        }
        if (kind == Kind.FLOOD) {
            flood();
        } else if (kind == Kind.FLAPPING) {
            at(() -> flap(random.oneOf(system.devices()), random.between(10, 40)));
        }
    }

    /// Schedules an action at a random time before the end.
    private void at(Runnable action) {
        system.loop().after((long) (random.nextDouble() * end), action);
    }

    private void write() {
        Device device = random.oneOf(system.devices());
        UserId peer = random.oneOf(system.users());
        if (peer.equals(device.user())) {
            return;
        }
        int burst = random.chance(0.3) ? random.between(2, 4) : 1;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < burst; i++) {
            texts.add(device.user().value() + " to " + peer.value() + ", " + ++messages);
        }
        at(() -> texts.forEach(text -> operations.write(device, peer, text)));
    }

    private void flood() {
        Device device = system.devices().getFirst();
        UserId peer = system.users().getLast();
        int count = random.between(52, 70);
        String filling = random.chance(0.3) ? ".".repeat(4_000) : "";
        boolean unseen = random.chance(0.5);
        system.loop()
                .after(
                        (long) (end * 0.3 * random.nextDouble()),
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
        return system.devices().stream().filter(device -> device.user().equals(user)).toList();
    }

    private void flap(Device device, int times) {
        device.stop(true);
        device.start();
        if (times > 0) {
            system.loop()
                    .after(random.around(Duration.ofMillis(300)), () -> flap(device, times - 1));
        }
    }

    private void changeConnectivity(Device device) {
        if (!device.isRunning()) {
            device.start();
            return;
        }
        switch (kind == Kind.FAULTLESS ? 0 : random.between(0, 3)) {
            case 0 -> device.stop(false);
            case 1 -> device.stop(true);
            case 2 -> device.connections().cutWires();
            default -> {
                device.stop(false);
                if (random.chance(0.2)) {
                    goneForGood.add(device);
                } else {
                    device.start();
                }
            }
        }
    }
}
