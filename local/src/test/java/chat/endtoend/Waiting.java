package chat.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a state that no event signals.
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /// @throws AssertionError if the state is not as wanted within a minute
    static <T> T until(String what, Supplier<T> state, Predicate<T> wanted) {
        return until(what, PATIENCE, state, wanted);
    }

    /// Reads the state until it is as wanted.
    ///
    /// @return the wanted state
    /// @throws AssertionError with the last state, if it is not as wanted in time
    static <T> T until(String what, Duration patience, Supplier<T> state, Predicate<T> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T now = state.get();
            if (wanted.test(now)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("timed out waiting until " + what + "; state: " + now);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
