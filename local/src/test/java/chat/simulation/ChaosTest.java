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

/// The clients and the checker of the simulation over real WebSockets, against the running stack,
/// under all faults of `/dev/faults`. `-Dchat.chaos=100 -Dchat.seed=7` sets the number of rounds
/// and the seed.
@ExtendWith(RunningChat.Own.class)
final class ChaosTest {
    private static final int ROUNDS = Integer.getInteger("chat.chaos", 4);
    private static final long SEED = Long.getLong("chat.seed", 1);

    /// Time for which one document is active.
    private static final Duration IN_FORCE = Duration.ofMillis(500);

    private static final Duration BETWEEN_MOVES = Duration.ofMillis(100);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(250);

    /// Documents of a round with which sockets break, and of its end with which they stay open.
    private static final int STORMS = 15;

    private static final int LULLS = 5;

    /// Far longer than the longest window that remains.
    private static final Duration SETTLING_MOST = Duration.ofSeconds(100);

    private static final Duration AWAY = Duration.ofSeconds(1);

    private static final int DEVICES = 3;
    private static final double CLIENT_DIES = 0.01;

    private final RunningChat chat;
    private final RunningSystem system;
    private final FaultDocuments documents = new FaultDocuments(new Dice(SEED));
    private int messages;

    ChaosTest(RunningChat chat) {
        this.chat = chat;
        this.system = new RunningSystem(chat, SEED);
    }

    @BeforeEach
    void everybodyIsThere() {
        for (String name : new String[] {"ann", "bob", "cat", "dan"}) {
            system.add(new UserId(RunningChat.person(name)), DEVICES);
        }
        system.devices().forEach(device -> system.execute(device::start));
        settle();
    }

    @AfterEach
    void end() {
        chat.faults("{}");
        system.close();
    }

    @Test
    void messagesAreNotLostDuplicatedOrReorderedAndReceiptsAreTrue() {
        for (int round = 0; round < ROUNDS; round++) {
            system.execute(() -> system.rates(Rates.none().set(Fault.CLIENT_DIES, CLIENT_DIES)));
            chaos(STORMS, documents::next, () -> system.execute(this::move));
            system.execute(() -> system.rates(Rates.none()));
            system.devices().forEach(device -> system.execute(device::start));
            chaos(LULLS, documents::nextBehindSockets, () -> {});
            chat.faults("{}");
            settle();
        }

        System.err.printf(
                "%d messages, %d connections opened, %d faults%n",
                messages, system.connects(), chat.faultsThatHappened());
        assertThat(system.connects()).isGreaterThan(60 * ROUNDS);
        assertThat(chat.faultsThatHappened()).isGreaterThan(200L * ROUNDS);
    }

    /// @param documents the number of documents, each active after the previous one
    private void chaos(int documents, Supplier<String> next, Runnable move) {
        for (int i = 0; i < documents; i++) {
            chat.faults(next.get());
            long end = System.nanoTime() + IN_FORCE.toNanos();
            while (System.nanoTime() < end) {
                system.execute(this::write);
                move.run();
                LockSupport.parkNanos(BETWEEN_MOVES.toNanos());
            }
            system.call(this::checkRows);
        }
    }

    private void write() {
        Dice dice = system.dice();
        Device device = dice.oneOf(system.devices());
        UserId peer = dice.oneOf(system.users());
        if (!peer.equals(device.user())) {
            int burst = dice.between(1, 3);
            for (int i = 0; i < burst; i++) {
                device.write(peer, "message " + ++messages);
            }
        }
    }

    private void move() {
        Dice dice = system.dice();
        Device device = dice.oneOf(system.devices());
        switch (dice.between(0, 19)) {
            case 0, 1, 2 -> device.stop(false);
            case 3, 4, 5 -> device.stop(true);
            case 6 -> device.cutWires();
            default -> {
                return;
            }
        }
        system.after(dice.around(AWAY), device::start);
    }

    /// Checks that rows never move backward, and contain no acknowledgement that nobody sent.
    private boolean checkRows() {
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                if (!user.equals(peer)) {
                    system.row(new World.Pair(user, peer)).ifPresent(system.checker()::row);
                }
            }
        }
        return true;
    }

    /// Waits until the final state is correct.
    private void settle() {
        long end = System.nanoTime() + SETTLING_MOST.toNanos();
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
            new Settled(system).check();
            return null;
        } catch (Violation notYet) {
            return notYet;
        }
    }
}
