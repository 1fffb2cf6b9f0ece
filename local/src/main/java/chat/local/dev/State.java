package chat.local.dev;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What goes on in a running stack at one moment: the answer of `GET /dev/state`.
///
/// Times are epoch milliseconds. Counts begin at the start, but those of the meter and of the
/// tables' units, which begin at its last reset.
///
/// @param at now
/// @param startedAt when the runtime was started
/// @param meter as `GET /dev/meter` answers
record State(
        long at,
        long startedAt,
        List<ConnectionState> connections,
        List<FunctionState> functions,
        List<TableState> tables,
        List<QueueState> queues,
        List<MappingState> mappings,
        JsonNode meter) {
    State {
        connections = List.copyOf(connections);
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        mappings = List.copyOf(mappings);
    }

    /// An open connection.
    ///
    /// @param principal what the authorizer called the caller; absent without one
    /// @param messagesIn from the client
    /// @param messagesOut to the client
    record ConnectionState(
            String id,
            String stage,
            @Nullable String principal,
            long connectedAt,
            long lastActiveAt,
            long messagesIn,
            long messagesOut) {}

    /// A function.
    ///
    /// @param failures invocations that threw
    /// @param running invocations at this moment
    /// @param p50Milliseconds of the last 1,024 invocations
    /// @param lastError of the last that threw or timed out; absent if none has
    record FunctionState(
            String name,
            long invocations,
            long failures,
            long timeouts,
            int running,
            double p50Milliseconds,
            double p99Milliseconds,
            @Nullable String lastError) {}

    /// A table.
    record TableState(String name, long items, double readUnits, double writeUnits) {}

    /// A queue.
    ///
    /// @param visible messages that can be received
    /// @param inFlight messages that were received and not yet deleted
    /// @param delayed messages that have never been visible
    record QueueState(String name, int visible, int inFlight, int delayed) {}

    /// An event source mapping.
    ///
    /// @param kind `stream` or `queue`
    /// @param source the table or queue
    /// @param failures batches of which something failed
    /// @param retries batches with records that the function had been given before
    /// @param discarded records of a stream that were given up
    record MappingState(
            String id,
            String function,
            String kind,
            String source,
            long batches,
            long records,
            long failures,
            long retries,
            long discarded) {}
}
