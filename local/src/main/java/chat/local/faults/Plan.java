package chat.local.faults;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The faults in force.
///
/// Safe for use by several threads.
///
/// @param chance what decides; not shared between plans, so that a seed begins anew with its plan
/// @param cut whether all sockets are to be cut as the plan begins
record Plan(Map<Section, List<Fault>> faults, RandomGenerator chance, boolean cut) {
    Plan {
        faults = Map.copyOf(faults);
    }

    List<Fault> of(Section section) {
        return faults.getOrDefault(section, List.of());
    }

    /// 0 (inclusive) to 1 (exclusive).
    double draw() {
        synchronized (chance) {
            return chance.nextDouble();
        }
    }
}
