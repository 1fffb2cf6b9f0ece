package chat.simulation;

import java.util.List;
import java.util.Optional;

/// Runs random histories.
final class Simulation {
    private Simulation() {}

    /// The outcome of a history.
    ///
    /// @param violation the broken guarantee, if any
    /// @param trace the trace; empty unless requested
    /// @param events the number of events
    /// @param coverage the rare events
    record Outcome(
            Optional<RuntimeException> violation,
            List<String> trace,
            long events,
            Coverage coverage) {}

    /// Runs the history of a seed.
    ///
    /// @param traced whether to keep the trace, which takes several times as long
    static Outcome run(long seed, Alteration alteration, boolean traced) {
        return run(seed, alteration, Optional.empty(), traced);
    }

    /// Runs the history of a seed.
    ///
    /// @param kind the class of the history; empty draws it
    static Outcome run(
            long seed, Alteration alteration, Optional<RandomHistory.Kind> kind, boolean traced) {
        var system = new SimulatedSystem(seed, alteration, traced);
        Optional<RuntimeException> violation = Optional.empty();
        try {
            new RandomHistory(system, kind).runAndCheck();
        } catch (RuntimeException failed) {
            violation = Optional.of(failed);
        }
        return new Outcome(
                violation, system.trace(), system.loop().scheduled(), Coverage.of(system));
    }

    /// Explains a violation: the end of the trace, and the command that reruns the history.
    ///
    /// @param lines the number of lines of the trace
    static String explain(long seed, Optional<RandomHistory.Kind> kind, int lines) {
        Outcome outcome = run(seed, Alteration.NONE, kind, true);
        List<String> trace = outcome.trace();
        var text = new StringBuilder();
        trace.subList(Math.max(0, trace.size() - lines), trace.size())
                .forEach(line -> text.append(line).append('\n'));
        outcome.violation().ifPresent(violation -> text.append(violation).append('\n'));
        return text.append("Rerun: ./mvnw -pl shared -am test -Dtest=SimulationTest")
                .append(" -Dsurefire.failIfNoSpecifiedTests=false -Dchat.seed=")
                .append(seed)
                .append(kind.map(k -> " -Dchat.kind=" + k).orElse(""))
                .toString();
    }
}
