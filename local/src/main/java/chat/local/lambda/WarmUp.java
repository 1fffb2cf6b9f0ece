package chat.local.lambda;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Constructs handlers in the background, one after the other, so that the first invocation does
/// not wait.
final class WarmUp implements AutoCloseable {
    private static final int THREADS = 1;

    /// Far longer than the construction of a handler takes.
    private static final int CLOSING_SECONDS_MAX = 10;

    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("lambda-warm-up").factory());

    /// Constructs a handler after those added earlier.
    void add(Runnable handler) {
        background.execute(handler);
    }

    /// Waits for the handler that is being constructed; the remaining ones are skipped.
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
