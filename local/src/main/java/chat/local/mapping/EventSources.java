package chat.local.mapping;

import chat.local.data.Backend;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;
import chat.local.template.Stack;

import java.time.InstantSource;

/// The running event source mappings of a stack.
public final class EventSources implements AutoCloseable {
    private final Workers workers;
    private final Checkpoints checkpoints;

    private EventSources(Workers workers, Checkpoints checkpoints) {
        this.workers = workers;
        this.checkpoints = checkpoints;
    }

    /// Starts every mapping of the stack. With a data directory, stream mappings resume at their
    /// position; changes that were being processed at a crash are delivered again.
    ///
    /// @param backend already contains the tables and queues of the stack
    /// @param clock for the age of changes
    /// @throws IllegalArgumentException if a filter contains an unknown operator
    public static EventSources start(
            Stack stack, Backend backend, MappedFunctions functions, InstantSource clock) {
        var sources = new EventSources(new Workers(), Checkpoints.in(backend.dataDirectory()));
        var context =
                new StreamMapping.Context(
                        backend, functions, clock, sources.workers, sources.checkpoints);
        try {
            stack.mappings().forEach(mapping -> start(mapping, context));
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
        return sources;
    }

    private static void start(EventSourceMapping mapping, StreamMapping.Context context) {
        switch (mapping.source()) {
            case TableStream stream -> new StreamMapping(mapping, stream, context).start();
            case QueueSource(String name, _) ->
                    new QueueMapping(
                                    mapping,
                                    context.backend().queues().queue(name),
                                    context.functions(),
                                    context.workers())
                            .start();
        }
    }

    /// Stops the mappings. No new invocation starts; running ones have five seconds to finish.
    @Override
    public void close() {
        workers.close();
        checkpoints.close();
    }
}
