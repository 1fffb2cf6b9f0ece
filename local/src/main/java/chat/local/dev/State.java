package chat.local.dev;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The state of a running stack at one moment: the response of `GET /dev/state`.
///
/// Times are epoch milliseconds. Counts start with the runtime, except those of the meter and the
/// tables' units, which start at the meter's last reset.
///
/// @param at the current time
/// @param startedAt the time at which the runtime started
/// @param meter the response of `GET /dev/meter`
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
    /// @param principal the `principalId` from the authorizer; absent without one
    /// @param messagesIn number of messages from the client
    /// @param messagesOut number of messages to the client
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
    /// @param running number of invocations running now
    /// @param p50Milliseconds over the last 1,024 invocations
    /// @param lastError of the last invocation that threw or timed out; absent if there is none
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
    /// @param inFlight messages that were received but not yet deleted
    /// @param delayed messages that have never been visible
    record QueueState(String name, int visible, int inFlight, int delayed) {}

    /// An event source mapping.
    ///
    /// @param kind `stream` or `queue`
    /// @param source the table or queue
    /// @param failures batches with at least one failed record
    /// @param retries batches with records that had been passed to the function before
    /// @param discarded stream records that were discarded
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
