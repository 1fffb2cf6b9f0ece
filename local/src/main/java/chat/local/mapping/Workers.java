package chat.local.mapping;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The virtual threads of the mappings; [#close] lets them finish their current work.
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    /// Time that a running invocation has to finish before it is interrupted.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Closing closing = new Closing();
    private final List<Thread> threads = new ArrayList<>();

    /// The body of a thread, which checks [#closing] and returns soon after it has begun.
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    Closing closing() {
        return closing;
    }

    synchronized void start(String name, Work work) {
        if (!closing.hasBegun()) {
            threads.add(Thread.ofVirtual().name(name).start(() -> run(name, work)));
        }
    }

    private void run(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            if (!closing.hasBegun()) {
                LOG.error("{} was ended by an unexpected exception", name, bug);
            }
        }
    }

    @Override
    public void close() {
        closing.begin();
        List<Thread> running;
        synchronized (this) {
            running = List.copyOf(threads);
        }
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread thread : running) {
                if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            running.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
