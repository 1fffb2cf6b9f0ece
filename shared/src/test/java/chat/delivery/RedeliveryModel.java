package chat.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A model of a gateway with a quota, users who send messages, and the redelivery queue, in steps
/// of 100 ms. Calls above the quota are rejected: a rejected push requests a catch-up of its
/// socket, and a rejected call of a catch-up leaves it unfinished.
final class RedeliveryModel {
    private static final int STEPS_PER_SECOND = 10;
    private static final int SOCKETS = 100_000;
    private static final int QUOTA_PER_STEP = 10_000 / STEPS_PER_SECOND;
    private static final double STEP_SECONDS = 1.0 / STEPS_PER_SECOND;
    private static final double CATCH_UP_SECONDS = 0.06;
    private static final double REFUSED_SECONDS = 0.02;

    private final Policy policy;
    private final Random random;
    private final int[] wanted = new int[SOCKETS];
    private final int[] attempts = new int[SOCKETS];
    private final Deque<Integer> ready = new ArrayDeque<>();
    private final Map<Integer, List<Integer>> later = new HashMap<>();
    private int step;
    private int quota;
    private int queued;
    private int closed;

    /// How the queue is processed.
    ///
    /// @param concurrency the maximum number of concurrent catch-ups
    /// @param calls the gateway calls per catch-up
    /// @param catchUpsMax the number of catch-ups after which a socket is closed
    record Policy(int concurrency, int calls, int catchUpsMax, Waits waits) {}

    /// The wait after an unfinished catch-up.
    @FunctionalInterface
    interface Waits {
        Duration after(int attempt, double random);
    }

    RedeliveryModel(Policy policy, long seed) {
        this.policy = policy;
        this.random = new Random(seed);
    }

    /// Simulates a rate of pushes for a duration.
    void run(Duration time, int pushesPerSecond) {
        for (long steps = time.toSeconds() * STEPS_PER_SECOND; steps > 0; steps--) {
            step(pushesPerSecond / STEPS_PER_SECOND);
        }
    }

    private void step(int pushes) {
        step++;
        quota = QUOTA_PER_STEP;
        ready.addAll(later.getOrDefault(step, List.of()));
        later.remove(step);
        double slots = policy.concurrency() * STEP_SECONDS;
        var actors = new ArrayList<Runnable>(Collections.nCopies(pushes, this::push));
        int catchUps = (int) Math.min(ready.size(), slots / REFUSED_SECONDS);
        double[] left = {slots};
        actors.addAll(Collections.nCopies(catchUps, () -> left[0] -= catchUp(left[0])));
        Collections.shuffle(actors, random);
        actors.forEach(Runnable::run);
    }

    private boolean isTaken() {
        return quota-- > 0;
    }

    private void push() {
        if (!isTaken()) {
            int socket = random.nextInt(SOCKETS);
            if (wanted[socket]++ == 0) {
                queued++;
                wait(socket, Duration.ofSeconds(3));
            }
        }
    }

    /// @return the seconds for which a catch-up occupies its slot
    private double catchUp(double left) {
        if (left <= 0) {
            return 0;
        }
        int socket = ready.remove();
        attempts[socket]++;
        for (int call = 1; call <= policy.calls(); call++) {
            if (!isTaken()) {
                unfinished(socket);
                return REFUSED_SECONDS;
            }
        }
        done(socket);
        return CATCH_UP_SECONDS;
    }

    private void unfinished(int socket) {
        if (attempts[socket] >= policy.catchUpsMax()) {
            closed++;
            wanted[socket] = 1;
            done(socket);
        } else {
            wait(socket, policy.waits().after(attempts[socket], random.nextDouble()));
        }
    }

    private void done(int socket) {
        attempts[socket] = 0;
        if (--wanted[socket] == 0) {
            queued--;
        } else {
            wait(socket, Duration.ZERO);
        }
    }

    private void wait(int socket, Duration wait) {
        int then = step + 1 + (int) (wait.toMillis() * STEPS_PER_SECOND / 1_000);
        later.computeIfAbsent(then, _ -> new ArrayList<>()).add(socket);
    }

    /// Returns the number of sockets in the queue.
    int queued() {
        return queued;
    }

    /// Returns the number of closed sockets.
    int closed() {
        return closed;
    }
}
