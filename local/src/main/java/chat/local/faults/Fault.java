package chat.local.faults;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// One fault in force.
///
/// Safe for use by several threads.
final class Fault {
    private final Map<String, String> where;
    private final Effect effect;
    private final double probability;
    private final AtomicLong timesLeft;

    /// @param where what must hold of the place, by filter; empty: everywhere
    /// @param probability that it happens where it could, 0 to 1
    /// @param times how often it happens at most
    Fault(Map<String, String> where, Effect effect, double probability, long times) {
        this.where = Map.copyOf(where);
        this.effect = effect;
        this.probability = probability;
        this.timesLeft = new AtomicLong(times);
    }

    boolean isFor(Map<String, String> place) {
        return where.entrySet().stream()
                .allMatch(filter -> filter.getValue().equals(place.get(filter.getKey())));
    }

    /// Whether it happens this time; counts it if so.
    ///
    /// @param chance uniformly distributed, 0 (inclusive) to 1 (exclusive)
    boolean happens(double chance) {
        return chance < probability && timesLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    Effect effect() {
        return effect;
    }
}
