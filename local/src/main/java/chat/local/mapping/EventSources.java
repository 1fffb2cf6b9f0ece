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

    /// Starts every mapping of the stack. With a data directory, the mappings of streams go on
    /// where they were; changes that were in work at a crash are delivered again.
    ///
    /// @param backend holds the tables and queues of the stack already
    /// @param clock tells the age of changes
    /// @throws IllegalArgumentException if a filter holds an operator that is not known
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

    /// Ends the mappings: no new invocation begins; running ones have five seconds to end.
    @Override
    public void close() {
        workers.close();
        checkpoints.close();
    }
}
