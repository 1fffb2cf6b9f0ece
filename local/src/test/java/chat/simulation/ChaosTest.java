package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.endtoend.RunningChat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Runs the clients and checkers of the simulation over real WebSockets against the running stack,
/// with random faults of `/dev/faults`. `-Dchat.chaos=100 -Dchat.seed=7` sets the number of rounds
/// and the seed.
@ExtendWith(RunningChat.Own.class)
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

    /// Far longer than the longest recovery.
    private static final Duration QUIESCENCE_MAX = Duration.ofSeconds(100);

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
        for (int round = 0; round < ROUNDS; round++) {
            system.execute(
                    () -> system.rates(FaultRates.none().set(Fault.CLIENT_DIES, CLIENT_DIES)));
            chaos(
                    BREAKING_DOCUMENTS,
                    documents::next,
                    () -> system.execute(this::changeConnectivity));
            system.execute(() -> system.rates(FaultRates.none()));
            system.devices().forEach(device -> system.execute(device::start));
            chaos(CALM_DOCUMENTS, documents::nextWithoutSocketFaults, () -> {});
            chat.faults("{}");
            awaitQuiescence();
        }

        System.err.printf(
                "%d messages, %d connections opened, %d faults%n",
                messages, system.connects(), chat.faultsThatHappened());
        assertThat(system.connects()).isGreaterThan(60 * ROUNDS);
        assertThat(chat.faultsThatHappened()).isGreaterThan(200L * ROUNDS);
    }

    /// @param documents the number of documents, each active for a while
    private void chaos(int documents, Supplier<String> next, Runnable changeConnectivity) {
        for (int i = 0; i < documents; i++) {
            chat.faults(next.get());
            long end = System.nanoTime() + IN_FORCE.toNanos();
            while (System.nanoTime() < end) {
                system.execute(this::write);
                changeConnectivity.run();
                LockSupport.parkNanos(BETWEEN_ACTIONS.toNanos());
            }
            system.call(this::checkRows);
        }
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
            case 6 -> device.cutWires();
            default -> {
                return;
            }
        }
        system.after(random.around(AWAY), device::start);
    }

    /// Checks that rows never go back and never say more than was acknowledged.
    private boolean checkRows() {
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                if (!user.equals(peer)) {
                    system.row(new Pair(user, peer)).ifPresent(system.checker()::row);
                }
            }
        }
        return true;
    }

    /// Waits until every final check passes.
    private void awaitQuiescence() {
        long end = System.nanoTime() + QUIESCENCE_MAX.toNanos();
        while (true) {
            Violation notYet = system.call(this::unsettled);
            if (notYet == null) {
                return;
            }
            if (System.nanoTime() > end) {
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
