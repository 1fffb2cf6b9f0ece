package chat.limits;

import java.util.LinkedHashMap;

/// The buckets of one process. The least recently used one is evicted.
final class LocalBuckets {
    static final int BUCKETS_MAX = 10_000;

    private final LinkedHashMap<String, LocalBucket> buckets =
            new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    synchronized LocalBucket of(String name) {
        LocalBucket bucket = buckets.computeIfAbsent(name, _ -> new LocalBucket());
        if (buckets.size() > BUCKETS_MAX) {
            buckets.pollFirstEntry();
        }
        return bucket;
    }
}
