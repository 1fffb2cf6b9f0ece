package chat.local.mapping;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells the threads of the mappings to end, and wakes those that wait.
final class Closing {
    private final CountDownLatch begun = new CountDownLatch(1);

    void begin() {
        begun.countDown();
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /// Waits, or less if closing begins meanwhile.
    void pause(Duration duration) throws InterruptedException {
        boolean ignored = begun.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
