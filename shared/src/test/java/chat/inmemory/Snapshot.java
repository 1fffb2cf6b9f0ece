package chat.inmemory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds snapshots of in-memory adapters, which are equal if nothing changed.
final class Snapshot {
    private Snapshot() {}

    /// Returns the rows by partition, without empty partitions.
    static <K, V> Map<K, List<V>> of(Map<K, ? extends Map<?, V>> partitions) {
        var snapshot = new HashMap<K, List<V>>();
        partitions.forEach(
                (key, rows) -> {
                    if (!rows.isEmpty()) {
                        snapshot.put(key, List.copyOf(rows.values()));
                    }
                });
        return snapshot;
    }
}
