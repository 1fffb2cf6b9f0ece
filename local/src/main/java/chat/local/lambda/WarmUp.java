package chat.local.lambda;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Makes handlers in the background, one after the other, so that the first invocation need not.
final class WarmUp implements AutoCloseable {
    private static final int THREADS = 1;

    /// Far more than one handler takes.
    private static final int CLOSING_SECONDS_MAX = 10;

    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("lambda-warm-up").factory());

    /// Makes a handler after those that were added before.
    void add(Runnable handler) {
        background.execute(handler);
    }

    /// Waits until the handler that is being made is there; those behind it are left out.
    @Override
    public void close() {
        background.getQueue().clear();
        background.shutdown();
        try {
            background.awaitTermination(CLOSING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
