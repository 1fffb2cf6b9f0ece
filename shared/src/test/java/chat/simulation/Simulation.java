package chat.simulation;

import java.util.List;
import java.util.Optional;

/// Runs histories.
final class Simulation {
    private Simulation() {}

    /// How a history ended.
    ///
    /// @param violation what must never happen and did
    /// @param trace what happened, if it was asked for
    /// @param events how many things happened
    record Outcome(Optional<RuntimeException> violation, List<String> trace, long events) {}

    /// Runs the history of a seed.
    ///
    /// @param traced whether to keep what happens, which takes several times as long
    static Outcome run(long seed, Alteration alteration, boolean traced) {
        return run(seed, alteration, Optional.empty(), traced);
    }

    /// Runs the history of a seed.
    ///
    /// @param kind if the seed is not to draw it
    static Outcome run(
            long seed, Alteration alteration, Optional<Story.Kind> kind, boolean traced) {
        var world = new World(seed, alteration, traced);
        Optional<RuntimeException> violation = Optional.empty();
        try {
            new Story(world, kind).play();
        } catch (RuntimeException failed) {
            violation = Optional.of(failed);
        }
        return new Outcome(violation, world.trace(), world.loop().scheduled());
    }

    /// Explains a violation: the end of the trace, and how to see it all.
    ///
    /// @param lines how many of the trace's last ones
    static String explain(long seed, Optional<Story.Kind> kind, int lines) {
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
