package chat.functions;

import chat.port.Backoff;

import java.util.random.RandomGenerator;

/// Waits a random time of up to 5, 10, 20 … 100 ms: full jitter.
final class RandomBackoff implements Backoff {
    private static final long FIRST_MILLIS = 5;
    private static final long MILLIS_MAX = 100;

    private final RandomGenerator random;

    RandomBackoff(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void pause(int attempt) {
        long bound = Math.min(MILLIS_MAX, FIRST_MILLIS << Math.min(attempt - 1, 10));
        try {
            Thread.sleep(random.nextLong(bound) + 1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }
}
