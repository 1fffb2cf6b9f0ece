package chat.simulation;

import chat.domain.ConversationId;
import chat.messages.Settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The function of the Messages stream that finishes operations.
///
/// @param system the system whose tables it changes
record SettleFunction(SimulatedSystem system) {
    /// The first characters of the name of its invocations.
    static final String NAME = "settle";

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /// A record of the stream: an operation was appended.
    record Appended(ConversationId conversation, long seq) {}

    /// Handles a batch.
    ///
    /// @param then receives the records to retry; empty if the function failed
    void settle(List<Appended> batch, Consumer<Optional<List<Appended>>> then) {
        var invocation = new Invocation(system, NAME);
        invocation.run(
                TIMEOUT,
                () -> {
                    List<Supplier<Optional<Appended>>> calls = new ArrayList<>();
                    batch.forEach(appended -> calls.add(() -> settle(invocation, appended)));
                    return invocation.parallel().all(calls).stream()
                            .flatMap(Optional::stream)
                            .toList();
                },
                then);
    }

    private Optional<Appended> settle(Invocation invocation, Appended appended) {
        Ports ports = system.functions().ports(invocation);
        var settle =
                new Settle(
                        ports.log(),
                        ports.index(),
                        MessageFunctions.operations(invocation, ports),
                        MessageFunctions.blocks(ports),
                        invocation.parallel());
        try {
            settle.settle(appended.conversation(), appended.seq(), invocation.clock().instant());
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(appended);
        }
    }
}
