package chat.inmemory;

import chat.port.SharedBuckets;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The buckets that processes share, in memory. Counts the calls: each is a write.
public final class InMemorySharedBuckets implements SharedBuckets {
    private final Map<String, Instant> buckets = new HashMap<>();
    private int calls;

    @Override
    public synchronized Optional<Instant> move(
            String key, Instant seen, Instant next, Instant now) {
        calls++;
        Instant stands = buckets.getOrDefault(key, Instant.EPOCH);
        boolean bothFull = !seen.isAfter(now) && !stands.isAfter(now);
        if (bothFull || stands.equals(seen.truncatedTo(ChronoUnit.MILLIS))) {
            buckets.put(key, next.truncatedTo(ChronoUnit.MILLIS));
            return Optional.empty();
        }
        return Optional.of(stands);
    }

    /// How often a bucket was moved, or tried to be.
    public synchronized int calls() {
        return calls;
    }
}
