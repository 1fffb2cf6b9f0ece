package chat.simulation;

import chat.simulation.SettleFunction.Appended;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The function of the Messages stream that builds the blocks of texts.
///
/// @param system the system whose tables it changes
record BuildBlocksFunction(SimulatedSystem system) {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /// Handles a batch.
    ///
    /// @param then receives the records to retry; empty if the function failed
    void build(List<Appended> batch, Consumer<Optional<List<Appended>>> then) {
        var invocation = new Invocation(system, "blocks");
        invocation.run(
                TIMEOUT,
                () -> {
                    List<Supplier<Optional<Appended>>> calls = new ArrayList<>();
                    batch.forEach(appended -> calls.add(() -> build(invocation, appended)));
                    return invocation.parallel().all(calls).stream()
                            .flatMap(Optional::stream)
                            .toList();
                },
                then);
    }

    private Optional<Appended> build(Invocation invocation, Appended appended) {
        try {
            MessageFunctions.blocks(system.functions().ports(invocation))
                    .build(appended.conversation(), appended.seq());
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(appended);
        }
    }
}
