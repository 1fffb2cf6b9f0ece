package chat.inmemory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an in-memory adapter holds at one time: equal to another where nothing has changed.
final class Snapshot {
    private Snapshot() {}

    /// Rows by partition. A partition without rows is as good as none.
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
