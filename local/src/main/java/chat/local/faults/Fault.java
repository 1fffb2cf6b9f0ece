package chat.local.faults;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// An active fault.
///
/// Thread-safe.
final class Fault {
    private final Map<String, String> where;
    private final Effect effect;
    private final double probability;
    private final AtomicLong timesLeft;

    /// @param where required values by filter; empty matches everything
    /// @param probability that the fault occurs, 0 to 1
    /// @param times maximum number of times that the fault occurs
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

    /// Whether the fault occurs this time; counts it if so.
    ///
    /// @param chance uniformly distributed, 0 (inclusive) to 1 (exclusive)
    boolean happens(double chance) {
        return chance < probability && timesLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    Effect effect() {
        return effect;
    }
}
