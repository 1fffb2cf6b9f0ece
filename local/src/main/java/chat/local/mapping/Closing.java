package chat.local.mapping;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The shutdown signal of the mappings' threads, which also wakes waiting ones.
final class Closing {
    private final CountDownLatch begun = new CountDownLatch(1);

    void begin() {
        begun.countDown();
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /// Waits for the duration, or until closing begins.
    void pause(Duration duration) throws InterruptedException {
        boolean ignored = begun.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
