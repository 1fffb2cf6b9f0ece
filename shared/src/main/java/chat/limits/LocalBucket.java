package chat.limits;

import chat.limits.Rate.Taken;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one process knows about the state of a bucket. Thread-safe.
final class LocalBucket {
    private Instant ownFullAt = Instant.EPOCH;
    private Instant unmeteredFullAt = Instant.EPOCH;
    private Instant sharedFullAt = Instant.EPOCH;
    private Instant refusedUntil = Instant.EPOCH;
    private Instant alertUntil = Instant.EPOCH;

    /// Takes tokens from the process's own bucket: all or none.
    ///
    /// @return how long to wait if there are too few, or if the shared bucket was empty
    synchronized Optional<Duration> takeOwn(Rate rate, int tokens, Instant now) {
        if (now.isBefore(refusedUntil)) {
            return Optional.of(Duration.between(now, refusedUntil));
        }
        return switch (rate.take(ownFullAt, tokens, now)) {
            case Taken.Refused(Duration retryAfter) -> Optional.of(retryAfter);
            case Taken.Allowed(Instant fullAt) -> {
                ownFullAt = fullAt;
                yield Optional.empty();
            }
        };
    }

    /// Takes tokens that cost no write.
    ///
    /// @param wanted the most to take
    /// @return how many were taken
    synchronized int takeUnmetered(Rate rate, int wanted, Instant now) {
        int taken = 0;
        while (taken < wanted
                && rate.take(unmeteredFullAt, 1, now) instanceof Taken.Allowed(Instant fullAt)) {
            unmeteredFullAt = fullAt;
            taken++;
        }
        return taken;
    }

    /// Whether the shared bucket was empty recently.
    synchronized boolean isAlert(Instant now) {
        return now.isBefore(alertUntil);
    }

    /// When the shared bucket will be full, as far as the process knows.
    synchronized Instant sharedFullAt() {
        return sharedFullAt;
    }

    synchronized void setSharedFullAt(Instant fullAt) {
        sharedFullAt = fullAt;
    }

    /// Records that the shared bucket is empty.
    synchronized void refuse(Instant fullAt, Instant until, Instant alert) {
        sharedFullAt = fullAt;
        refusedUntil = until;
        alertUntil = alert;
    }
}
