package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.endtoend.RunningChat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.locks.LockSupport;

/// Runs the clients and checkers of the simulation over real WebSockets against the running stack,
/// with random faults of `/dev/faults`. `-Dchat.chaos=100 -Dchat.seed=7` sets the number of rounds
/// and the seed.
@ExtendWith(RunningChat.Own.class)
@Execution(ExecutionMode.CONCURRENT)
final class ChaosTest {
    private static final int ROUNDS = Integer.getInteger("chat.chaos", 4);
    private static final long SEED = Long.getLong("chat.seed", 1);

    /// How long one fault document is active.
    private static final Duration IN_FORCE = Duration.ofMillis(500);

    private static final Duration BETWEEN_ACTIONS = Duration.ofMillis(100);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(250);

    /// The number of documents of a round that break sockets, and of those at its end that do not.
    private static final int BREAKING_DOCUMENTS = 15;

    private static final int CALM_DOCUMENTS = 5;

    /// The greatest number of documents of one kind in a round. A slow machine needs more than a
    /// fast one until enough has happened.
    private static final int DOCUMENTS_MAX = 150;

    private static final int CONNECTS_PER_ROUND = 60;
    private static final int FAULTS_PER_ROUND = 200;

    /// Far longer than the longest wait of a recovery step, on any machine: a recovery that takes
    /// longer fails only if nothing changes for this time.
    private static final Duration STANDSTILL_MAX = Duration.ofSeconds(100);

    private static final Duration AWAY = Duration.ofSeconds(1);

    private static final int DEVICES = 3;
    private static final double CLIENT_DIES = 0.01;

    private final RunningChat chat;
    private final RunningSystem system;
    private final FaultDocuments documents = new FaultDocuments(new SeededRandom(SEED));
    private int messages;

    ChaosTest(RunningChat chat) {
        this.chat = chat;
        this.system = new RunningSystem(chat, SEED);
    }

    @BeforeEach
    void connectAllDevices() {
        for (String name : new String[] {"ann", "bob", "cat", "dan"}) {
            system.add(new UserId(RunningChat.person(name)), DEVICES);
        }
        system.devices().forEach(device -> system.execute(device::start));
        awaitQuiescence();
    }

    @AfterEach
    void end() {
        chat.faults("{}");
        system.close();
    }

    @Test
    void nothingIsLostDuplicatedOrReorderedAndReceiptsAreTrue() {
        for (int round = 1; round <= ROUNDS; round++) {
            int connects = round * CONNECTS_PER_ROUND;
            long faults = (long) round * FAULTS_PER_ROUND;
            system.execute(
                    () -> system.rates(FaultRates.none().set(Fault.CLIENT_DIES, CLIENT_DIES)));
            for (int i = 0;
                    i < DOCUMENTS_MAX && (i < BREAKING_DOCUMENTS || !saw(connects, faults));
                    i++) {
                chaos(documents.next(), () -> system.execute(this::changeConnectivity));
            }
            system.execute(() -> system.rates(FaultRates.none()));
            system.devices().forEach(device -> system.execute(device::start));
            for (int i = 0; i < CALM_DOCUMENTS; i++) {
                chaos(documents.nextWithoutSocketFaults(), () -> {});
            }
            chat.faults("{}");
            awaitQuiescence();
        }

        System.err.printf(
                "%d messages, %d connections opened, %d faults%n",
                messages, system.connects(), chat.faultsThatHappened());
        assertThat(saw(ROUNDS * CONNECTS_PER_ROUND, (long) ROUNDS * FAULTS_PER_ROUND)).isTrue();
    }

    private boolean saw(int connects, long faults) {
        return system.connects() > connects && chat.faultsThatHappened() > faults;
    }

    /// Writes messages while a fault document is active.
    private void chaos(String faults, Runnable changeConnectivity) {
        chat.faults(faults);
        long end = System.nanoTime() + IN_FORCE.toNanos();
        while (System.nanoTime() < end) {
            system.execute(this::write);
            changeConnectivity.run();
            LockSupport.parkNanos(BETWEEN_ACTIONS.toNanos());
        }
        system.call(this::checkRows);
    }

    private void write() {
        SeededRandom random = system.random();
        Device device = random.oneOf(system.devices());
        UserId peer = random.oneOf(system.users());
        if (!peer.equals(device.user())) {
            int burst = random.between(1, 3);
            for (int i = 0; i < burst; i++) {
                device.write(peer, "message " + ++messages);
            }
        }
    }

    private void changeConnectivity() {
        SeededRandom random = system.random();
        Device device = random.oneOf(system.devices());
        switch (random.between(0, 19)) {
            case 0, 1, 2 -> device.stop(false);
            case 3, 4, 5 -> device.stop(true);
            case 6 -> device.connections().cutWires();
            default -> {
                return;
            }
        }
        system.after(random.around(AWAY), device::start);
    }

    /// Checks that the values of rows never decrease and never exceed what was acknowledged.
    private boolean checkRows() {
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                if (!user.equals(peer)) {
                    system.row(new Pair(user, peer)).ifPresent(system.checker().receipts()::row);
                }
            }
        }
        return true;
    }

    /// Waits until every final check passes.
    ///
    /// @throws Violation if what is missing stays the same
    private void awaitQuiescence() {
        var seen = new HashSet<String>();
        long changedAt = System.nanoTime();
        while (true) {
            Violation notYet = system.call(this::unsettled);
            if (notYet == null) {
                return;
            }
            if (seen.add(String.valueOf(notYet.getMessage()))) {
                changedAt = System.nanoTime();
            } else if (System.nanoTime() - changedAt > STANDSTILL_MAX.toNanos()) {
                throw notYet;
            }
            LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
        }
    }

    private @Nullable Violation unsettled() {
        try {
            new QuiescenceChecker(system).check();
            return null;
        } catch (Violation notYet) {
            return notYet;
        }
    }
}
