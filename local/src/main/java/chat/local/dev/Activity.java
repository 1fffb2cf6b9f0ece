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

/// What goes on in a running stack, counted, for the page `/dev/`.
///
/// While nobody looks it only counts: what can be read where it is, such as connections, queues and
/// tables, is read when the page asks.
public final class Activity {
    private final Stack stack;
    private final Invocations invocations;
    private final Batches batches;
    private final InstantSource clock;
    private final Instant startedAt;

    /// Begins to count.
    ///
    /// @param log hears of the mappings, too
    public Activity(Stack stack, MappingListener log, InstantSource clock) {
        this.stack = stack;
        this.invocations = new Invocations(stack.functions());
        this.batches = new Batches(stack.mappings(), log);
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// What is read when the page asks.
    public record Sources(List<Gateway> gateways, Backend backend, Meter meter) {
        public Sources {
            gateways = List.copyOf(gateways);
        }
    }

    /// An invoker that counts each call.
    public Invoker counting(Invoker invoker) {
        return invocations.counting(invoker);
    }

    /// Counts what mappings do.
    public MappingListener mappings() {
        return batches;
    }

    /// The page, its parts, and its state as JSON.
    public Endpoint page(Sources sources) {
        return new DevPage(() -> now(sources));
    }

    private State now(Sources sources) {
        JsonNode meter = sources.meter().json();
        return new State(
                clock.instant().toEpochMilli(),
                startedAt.toEpochMilli(),
                sources.gateways().stream().flatMap(Activity::connections).toList(),
                invocations.now(),
                stack.tables().stream()
                        .map(table -> table(table.name(), meter, sources.backend()))
                        .toList(),
                stack.queues().stream()
                        .map(queue -> queue(queue.name(), sources.backend()))
                        .toList(),
                batches.now(),
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
