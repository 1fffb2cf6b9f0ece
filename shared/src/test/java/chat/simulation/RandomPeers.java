package chat.simulation;

import chat.delivery.CatchUpPlan;
import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A user with more peers than a new device gets conversations. All of them write; much later a new
/// device connects, goes away, and comes back after some of them have written again.
final class RandomPeers {
    private static final UserId USER = new UserId("ann");
    private static final int PEERS = 45;
    private static final Duration WRITING = Duration.ofSeconds(20);
    private static final Duration ARRIVING = Duration.ofSeconds(40);

    /// Long enough that the first conversations are older than the new device, whatever the clocks.
    private static final Duration OLD_LEAST = Duration.ofMinutes(10);

    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private static final Duration OLD_MOST = Duration.ofMinutes(30);

    private final SimulatedSystem system;
    private final SeededRandom random;
    private final List<Device> ofPeers = new ArrayList<>();
    private int messages;

    RandomPeers(SimulatedSystem system, SeededRandom random) {
        this.system = system;
        this.random = random;
    }

    /// Runs the history.
    ///
    /// @param hasFaults whether something may go wrong in it
    void run(boolean hasFaults) {
        system.users().add(USER);
        Device first = system.add(USER, new DeviceId("ann-1"), true);
        for (int i = 1; i <= PEERS; i++) {
            var peer = new UserId("peer" + i);
            system.users().add(peer);
            ofPeers.add(system.add(peer, new DeviceId(peer.value() + "-1"), true));
        }
        first.start();
        ofPeers.forEach(Device::start);
        ofPeers.forEach(this::write);
        run(WRITING.plus(ARRIVING));
        if (random.chance(0.3)) {
            first.stop(false);
        }
        run(Duration.ofNanos(random.between(OLD_LEAST, OLD_MOST) * 1_000));

        Device fresh = system.add(USER, new DeviceId("ann-2"), true);
        fresh.start();
        if (hasFaults) {
            at(ARRIVING, () -> fresh.stop(false));
            run(ARRIVING);
        } else {
            run(ARRIVING);
            checkFirstCatchUp(fresh);
            fresh.stop(false);
        }
        boolean isAway = random.chance(0.5);
        if (!isAway) {
            fresh.start();
        }
        double share = random.oneOf(List.of(0.1, 0.5, 1.0));
        ofPeers.stream().filter(_ -> random.chance(share)).forEach(this::write);
        run(WRITING);
        fresh.start();
        run(ARRIVING);
        if (hasFaults) {
            writeDuringOutage();
        }
    }

    /// All peers write within seconds while the gateway refuses every push. The catch-up that
    /// follows has several parts, on a connection that was caught up before, and the gateway does
    /// not pass on every ack between them.
    private void writeDuringOutage() {
        system.network().quota().set(0, 0);
        for (Device device : ofPeers) {
            at(OUTAGE, () -> device.write(USER, "writes in an outage " + ++messages));
        }
        run(OUTAGE);
        system.network().quota().lift();
        system.conditions().rates(FaultRates.none().set(Fault.FRAME_REFUSED, 0.3));
        run(ARRIVING);
    }

    /// Checks that a new device has as many conversations as it should, and no more: nobody has
    /// written since it connected.
    private static void checkFirstCatchUp(Device fresh) {
        long held =
                fresh.store().conversations().stream()
                        .filter(conversation -> !conversation.entries().isEmpty())
                        .count();
        InvariantChecker.check(
                held == CatchUpPlan.FIRST_CONVERSATIONS,
                fresh,
                () -> "got " + held + " conversations in its first catch-up");
    }

    private void write(Device device) {
        for (int count = random.between(1, 3); count > 0; count--) {
            String text = device.user().value() + " writes " + ++messages;
            at(WRITING, () -> device.write(USER, text));
        }
    }

    private void at(Duration most, Runnable action) {
        system.loop().after((long) (random.nextDouble() * EventLoop.micros(most)), action);
    }

    private void run(Duration time) {
        system.loop().run(time);
    }
}
