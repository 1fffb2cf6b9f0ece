package chat.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The conditions of a history: the rates of faults, the clocks of the functions, the lifetime of a
/// token, and the speed of the log.
final class Conditions {
    private static final int ENVIRONMENTS = 5;

    private final SeededRandom random;
    private final List<Environment> environments = new ArrayList<>();
    private FaultRates rates = FaultRates.none();
    private Duration skewMost = Duration.ZERO;
    private Duration tokenLife = Duration.ofHours(12);
    private Duration logCall = Duration.ZERO;
    private boolean faultless;

    /// An execution environment of functions and the error of its clock.
    record Environment(String name, Duration skew) {}

    Conditions(SeededRandom random) {
        this.random = random;
        environments.add(new Environment("p", Duration.ZERO));
    }

    /// Draws the execution environment of one invocation.
    Environment environment() {
        return environments.size() == 1 ? environments.getFirst() : random.oneOf(environments);
    }

    /// The maximum error of a function's clock.
    Duration skewMost() {
        return skewMost;
    }

    /// Replaces the execution environments by ones whose clocks are wrong by at most this duration.
    void skewMost(Duration most) {
        skewMost = most;
        environments.clear();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            long millis = (long) ((random.nextDouble() * 2 - 1) * most.toMillis());
            environments.add(new Environment("p" + i, Duration.ofMillis(millis)));
        }
    }

    /// The lifetime of a new token.
    Duration tokenLife() {
        return tokenLife;
    }

    void tokenLife(Duration life) {
        tokenLife = life;
    }

    boolean isFaultless() {
        return faultless;
    }

    /// Declares that this history has no faults.
    void setFaultless() {
        faultless = true;
    }

    /// Sets the rates of faults from now on.
    void rates(FaultRates next) {
        rates = next;
    }

    /// Draws whether a fault happens here.
    boolean injects(Fault fault) {
        return random.chance(rates.of(fault));
    }

    /// How long a call to the log or to the blocks of hidden messages usually takes, in addition to
    /// the time of every call.
    Duration logCall() {
        return logCall;
    }

    /// Slows the calls to the log and to the blocks of hidden messages.
    void logCall(Duration usual) {
        logCall = usual;
    }
}
