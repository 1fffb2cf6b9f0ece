package chat.local.dev;

import chat.local.mapping.Batch;
import chat.local.mapping.MappingListener;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the batches of the event source mappings, and forwards all events.
///
/// Thread-safe.
final class Batches implements MappingListener {
    private final List<EventSourceMapping> mappings;
    private final ConcurrentMap<String, Counts> counts = new ConcurrentHashMap<>();
    private final MappingListener next;

    /// @param mappings all mappings of the stack
    /// @param next also receives all events
    Batches(List<EventSourceMapping> mappings, MappingListener next) {
        this.mappings = List.copyOf(mappings);
        this.next = next;
    }

    private static final class Counts {
        private final AtomicLong batches = new AtomicLong();
        private final AtomicLong records = new AtomicLong();
        private final AtomicLong failures = new AtomicLong();
        private final AtomicLong retries = new AtomicLong();
        private final AtomicLong discarded = new AtomicLong();
    }

    @Override
    public void invoked(EventSourceMapping mapping, Batch batch) {
        Counts counted = counts(mapping);
        counted.batches.incrementAndGet();
        counted.records.addAndGet(batch.records());
        counted.failures.addAndGet(batch.failed() == 0 ? 0 : 1);
        counted.retries.addAndGet(batch.again() ? 1 : 0);
        next.invoked(mapping, batch);
    }

    @Override
    public void discarded(EventSourceMapping mapping, Discarded discarded) {
        counts(mapping).discarded.addAndGet(discarded.records());
        next.discarded(mapping, discarded);
    }

    /// The current state of the mappings, in the template's order.
    List<State.MappingState> state() {
        return mappings.stream().map(this::state).toList();
    }

    private State.MappingState state(EventSourceMapping mapping) {
        Counts counted = counts(mapping);
        return new State.MappingState(
                mapping.id(),
                mapping.functionName(),
                kind(mapping),
                source(mapping),
                counted.batches.get(),
                counted.records.get(),
                counted.failures.get(),
                counted.retries.get(),
                counted.discarded.get());
    }

    private Counts counts(EventSourceMapping mapping) {
        return counts.computeIfAbsent(mapping.id(), _ -> new Counts());
    }

    /// The kind of a mapping's source: `stream` or `queue`.
    static String kind(EventSourceMapping mapping) {
        return switch (mapping.source()) {
            case TableStream _ -> "stream";
            case QueueSource _ -> "queue";
        };
    }

    /// The table or queue that a mapping reads.
    static String source(EventSourceMapping mapping) {
        return switch (mapping.source()) {
            case TableStream stream -> stream.tableName();
            case QueueSource(String name, _) -> name;
        };
    }
}
