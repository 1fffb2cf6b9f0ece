package chat.local.dev;

import chat.local.data.Backend;
import chat.local.gateway.Gateway;
import chat.local.gateway.OpenConnection;
import chat.local.http.Endpoint;
import chat.local.lambda.Invoker;
import chat.local.mapping.MappingListener;
import chat.local.meter.Meter;
import chat.local.template.Stack;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The activity of a running stack, counted for the page `/dev/`.
///
/// Only counts are kept all the time. Connections, queues and tables are read when the page
/// requests them.
public final class Activity {
    private final Stack stack;
    private final Invocations invocations;
    private final Batches batches;
    private final InstantSource clock;
    private final Instant startedAt;

    /// Starts counting.
    ///
    /// @param log also receives the events of the mappings
    public Activity(Stack stack, MappingListener log, InstantSource clock) {
        this.stack = stack;
        this.invocations = new Invocations(stack.functions());
        this.batches = new Batches(stack.mappings(), log);
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// The parts that are read when the page requests its state.
    public record Sources(List<Gateway> gateways, Backend backend, Meter meter) {
        public Sources {
            gateways = List.copyOf(gateways);
        }
    }

    /// Wraps an invoker and counts its calls.
    public Invoker counting(Invoker invoker) {
        return invocations.counting(invoker);
    }

    /// The listener that counts batches.
    public MappingListener mappings() {
        return batches;
    }

    /// Serves the page, its files, and its state as JSON.
    public Endpoint page(Sources sources) {
        return new DevPage(() -> now(sources));
    }

    private State now(Sources sources) {
        JsonNode meter = sources.meter().json();
        return new State(
                clock.instant().toEpochMilli(),
                startedAt.toEpochMilli(),
                sources.gateways().stream().flatMap(Activity::connections).toList(),
                invocations.state(),
                stack.tables().stream()
                        .map(table -> table(table.name(), meter, sources.backend()))
                        .toList(),
                stack.queues().stream()
                        .map(queue -> queue(queue.name(), sources.backend()))
                        .toList(),
                batches.state(),
                meter);
    }

    private static Stream<State.ConnectionState> connections(Gateway gateway) {
        return gateway.connections().stream().map(open -> connection(gateway.stage(), open));
    }

    private static State.ConnectionState connection(String stage, OpenConnection open) {
        return new State.ConnectionState(
                open.id(),
                stage,
                open.principalId().orElse(null),
                open.connectedAt().toEpochMilli(),
                open.lastActiveAt().toEpochMilli(),
                open.messagesIn(),
                open.messagesOut());
    }

    private static State.TableState table(String name, JsonNode meter, Backend backend) {
        JsonNode used = meter.path("tables").path(name);
        return new State.TableState(
                name,
                backend.itemCount(name),
                used.path("readUnits").asDouble(),
                used.path("writeUnits").asDouble());
    }

    private static State.QueueState queue(String name, Backend backend) {
        var counts = backend.queues().queue(name).counts();
        return new State.QueueState(name, counts.visible(), counts.inFlight(), counts.delayed());
    }
}
