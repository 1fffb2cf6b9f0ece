package chat.simulation;

import chat.delivery.CatchUp;
import chat.delivery.CatchUp.Outcome;
import chat.delivery.CatchUpPlan;
import chat.delivery.Deliver;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.domain.Connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The Lambda functions behind the Connections stream and the redelivery queue, and the services
/// that all functions use to reach devices.
final class DeliveryFunctions {
    private static final Duration DELIVER_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration REDELIVER_TIMEOUT = Duration.ofSeconds(20);

    /// How long a record may block the shard.
    private static final Duration DELIVER_TIME = Duration.ofMillis(500);

    private static final Duration REDELIVER_TIME = Duration.ofSeconds(10);

    private final SimulatedSystem system;
    private final LambdaFunctions functions;

    DeliveryFunctions(SimulatedSystem system, LambdaFunctions functions) {
        this.system = system;
        this.functions = functions;
    }

    /// Handles a batch of the Connections stream.
    ///
    /// @param then receives the records to retry; empty if the function failed
    void deliver(List<Connection> batch, Consumer<Optional<List<Connection>>> then) {
        var invocation = new Invocation(system, "deliver");
        invocation.run(
                DELIVER_TIMEOUT,
                () -> {
                    List<Supplier<Optional<Connection>>> deliveries = new ArrayList<>();
                    batch.forEach(
                            connection -> deliveries.add(() -> deliver(invocation, connection)));
                    return invocation.parallel().all(deliveries).stream()
                            .flatMap(Optional::stream)
                            .toList();
                },
                then);
    }

    private Optional<Connection> deliver(Invocation invocation, Connection connection) {
        Deliver deliver = deliver(invocation);
        try {
            try {
                deliver.to(connection, invocation.clock().instant().plus(DELIVER_TIME));
            } catch (Invocation.Failure failure) {
                deliver.later(connection.user(), connection.id());
            }
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(connection);
        }
    }

    /// Handles a message of the redelivery queue.
    ///
    /// @param then receives the wait before the next receive, zero if the message is done; empty if
    ///   the function failed
    void redeliver(SimulatedRedeliveryQueue.Message message, Consumer<Optional<Duration>> then) {
        var invocation = new Invocation(system, "redeliver " + message.connection().value());
        invocation.run(REDELIVER_TIMEOUT, () -> redeliver(invocation, message), then);
    }

    private Duration redeliver(Invocation invocation, SimulatedRedeliveryQueue.Message message) {
        Ports ports = functions.ports(invocation);
        var redeliver =
                new Redeliver(
                        ports.connections(),
                        catchUp(invocation, ports),
                        ports.gateway(),
                        system.random()::nextDouble);
        int attempt = system.alteration().redeliveryAttempt(message.receives());
        Outcome outcome;
        try {
            Instant deadline = invocation.clock().instant().plus(REDELIVER_TIME);
            outcome = redeliver.handle(message.user(), message.connection(), attempt, deadline);
        } catch (Invocation.Failure failure) {
            outcome = Outcome.UNFINISHED;
        }
        return outcome == Outcome.UNFINISHED
                ? postponed(invocation, redeliver.waitAfter(attempt))
                : Duration.ZERO;
    }

    /// The time for which the message is invisible. If postponing fails, the queue's visibility
    /// timeout applies.
    private static Duration postponed(Invocation invocation, Duration wait) {
        try {
            return invocation.call("postpone", () -> wait);
        } catch (Invocation.Failure failure) {
            return SimulatedRedeliveryQueue.VISIBILITY;
        }
    }

    private Deliver deliver(Invocation invocation) {
        Ports ports = functions.ports(invocation);
        return new Deliver(catchUp(invocation, ports), ports.redelivery());
    }

    static CatchUp catchUp(Invocation invocation, Ports ports) {
        var plan = new CatchUpPlan(ports.list(), ports.log(), invocation.parallel());
        return new CatchUp(
                plan,
                ports.connections(),
                ports.gateway(),
                invocation.backoff(),
                invocation.clock());
    }

    static Push push(Invocation invocation, Ports ports) {
        return new Push(
                ports.connections(), ports.gateway(), ports.redelivery(), invocation.parallel());
    }
}
