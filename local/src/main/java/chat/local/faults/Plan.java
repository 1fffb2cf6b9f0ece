package chat.local.faults;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The faults of a document.
///
/// Thread-safe.
///
/// @param chance the random generator; not shared between plans, so that each plan restarts its
///   seed
/// @param cut whether to cut all sockets when the plan starts
record Plan(Map<Section, List<Fault>> faults, RandomGenerator chance, boolean cut) {
    Plan {
        faults = Map.copyOf(faults);
    }

    List<Fault> of(Section section) {
        return faults.getOrDefault(section, List.of());
    }

    /// A random number from 0 (inclusive) to 1 (exclusive).
    double draw() {
        synchronized (chance) {
            return chance.nextDouble();
        }
    }
}
