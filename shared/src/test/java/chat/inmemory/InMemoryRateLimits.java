package chat.inmemory;

import chat.limits.Limit;
import chat.limits.RateLimits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rate limits that a test sets by hand; records what was counted.
public final class InMemoryRateLimits implements RateLimits {
    private final Map<Limit, Duration> reached = new EnumMap<>(Limit.class);
    private final List<String> counted = new ArrayList<>();

    @Override
    public synchronized Optional<Duration> take(Limit limit, String key, int tokens, Instant now) {
        counted.add(limit + " " + key + (tokens == 1 ? "" : " " + tokens));
        return Optional.ofNullable(reached.get(limit));
    }

    /// From now on the limit is reached for every key.
    public synchronized void reach(Limit limit, Duration retryAfter) {
        reached.put(limit, retryAfter);
    }

    /// From now on no limit is reached.
    public synchronized void open() {
        reached.clear();
    }

    /// Returns what was counted so far: limit, key, and the number of tokens unless it is 1.
    public synchronized List<String> counted() {
        return List.copyOf(counted);
    }
}
