package chat.inmemory;

import chat.port.SharedBuckets;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// In-memory shared buckets. Counts the calls, each of which is a write.
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

    /// Returns the number of attempted moves.
    public synchronized int calls() {
        return calls;
    }
}
