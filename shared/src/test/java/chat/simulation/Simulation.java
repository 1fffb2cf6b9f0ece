package chat.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    static Outcome run(long seed, Bug bug, boolean traced) {
        return run(seed, bug, traced, world -> new Story(world).play());
    }

    /// Runs a history that is written down.
    ///
    /// @param story what happens
    static Outcome run(long seed, Bug bug, boolean traced, Consumer<World> story) {
        var world = new World(seed, bug, traced);
        Optional<RuntimeException> violation = Optional.empty();
        try {
            story.accept(world);
        } catch (RuntimeException failed) {
            violation = Optional.of(failed);
        }
        return new Outcome(violation, world.trace(), world.loop().scheduled());
    }

    /// Explains a violation: the end of the trace, and how to see it all.
    static String explain(long seed, Bug bug, int lines) {
        Outcome outcome = run(seed, bug, true);
        List<String> trace = outcome.trace();
        var text = new StringBuilder();
        trace.subList(Math.max(0, trace.size() - lines), trace.size())
                .forEach(line -> text.append(line).append('\n'));
        outcome.violation().ifPresent(violation -> text.append(violation).append('\n'));
        return text.append("Rerun: ./mvnw -pl shared -am test -Dtest=SimulationTest")
                .append(" -Dsurefire.failIfNoSpecifiedTests=false -Dchat.seed=")
                .append(seed)
                .toString();
    }
}
