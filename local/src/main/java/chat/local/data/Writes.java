package chat.local.data;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the writes to the tables, so that a stream reader reacts quickly without polling.
public final class Writes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private long count;

    /// The number of writes so far.
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there have been more than `seen` writes, or until the timeout.
    ///
    /// @throws InterruptedException if the waiting thread is interrupted
    public void awaitMoreThan(long seen, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (count <= seen && nanos > 0) {
                nanos = written.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void happened() {
        lock.lock();
        try {
            count++;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
