package chat.simulation;

import java.util.EnumMap;
import java.util.Map;

/// How often each fault happens in one history. About half of them never do: what many faults at
/// once would hide, few show.
final class Rates {
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);

    /// No faults.
    static Rates none() {
        return new Rates();
    }

    /// Drawn for one history.
    static Rates drawn(Dice dice) {
        var drawn = new Rates();
        double chance = dice.nextDouble();
        for (Fault fault : Fault.values()) {
            if (dice.hits(chance)) {
                drawn.set(fault, fault.most() * dice.nextDouble());
            }
        }
        return drawn;
    }

    /// Sets one.
    Rates set(Fault fault, double rate) {
        rates.put(fault, rate);
        return this;
    }

    double of(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }
}
