package chat.simulation;

import java.util.EnumMap;
import java.util.Map;

/// The probability of each fault in one history. About half of the faults are off, because many
/// simultaneous faults hide problems that few faults reveal.
final class FaultRates {
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);

    /// No faults.
    static FaultRates none() {
        return new FaultRates();
    }

    /// Random rates for one history.
    static FaultRates random(SeededRandom random) {
        var rates = new FaultRates();
        double share = random.nextDouble();
        for (Fault fault : Fault.values()) {
            if (random.chance(share)) {
                rates.set(fault, fault.most() * random.nextDouble());
            }
        }
        return rates;
    }

    /// Sets the rate of one fault.
    FaultRates set(Fault fault, double rate) {
        rates.put(fault, rate);
        return this;
    }

    double of(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }
}
