package chat.local.mapping;

import chat.local.queue.MessageQueue;
import chat.local.queue.Received;
import chat.local.queue.SqsException;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The mapping of a queue to a function: five pollers, as many as Lambda begins with, or fewer if
/// so many batches may not run at once; each with one batch at a time. What the function did is
/// deleted; what failed comes into sight again when its visibility timeout ends, and so to the
/// dead-letter queue in the end.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
///   errors for an SQS event source</a>
final class QueueMapping {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMapping.class);
    private static final int POLLERS = 5;

    /// What one ReceiveMessage call gives at most.
    private static final int RECEIVE_MAX = 10;

    /// How long a poller waits before it looks whether to end.
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final EventSourceMapping mapping;
    private final MessageQueue queue;
    private final MappedFunctions functions;
    private final Workers workers;
    private final List<FilterPattern> filters;
    private final int pollers;

    QueueMapping(
            EventSourceMapping mapping,
            MessageQueue queue,
            MappedFunctions functions,
            Workers workers) {
        this.mapping = mapping;
        this.queue = queue;
        this.functions = functions;
        this.workers = workers;
        this.filters = mapping.filters().stream().map(FilterPattern::compile).toList();
        this.pollers =
                mapping.source() instanceof QueueSource(_, int batchesMax)
                        ? Math.min(POLLERS, batchesMax)
                        : POLLERS;
    }

    void start() {
        for (int i = 0; i < pollers; i++) {
            workers.start(mapping.id() + " poller " + i, this::poll);
        }
    }

    private void poll() throws InterruptedException {
        while (!workers.closing().hasBegun()) {
            List<Received> batch = wanted(batch());
            if (!batch.isEmpty()) {
                work(batch);
            }
        }
    }

    /// Up to a batch: all that is there, or what comes within the batching window.
    private List<Received> batch() throws InterruptedException {
        List<Received> batch = new ArrayList<>(receive(mapping.batchSize(), PATIENCE));
        long end = System.nanoTime() + mapping.batchingWindow().toNanos();
        while (!batch.isEmpty() && batch.size() < mapping.batchSize()) {
            var patience = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            List<Received> more = receive(mapping.batchSize() - batch.size(), patience);
            if (more.isEmpty()) {
                return batch;
            }
            batch.addAll(more);
        }
        return batch;
    }

    private List<Received> receive(int limit, Duration patience) throws InterruptedException {
        Duration visibility = queue.settings().visibilityTimeout();
        return queue.receive(Math.min(limit, RECEIVE_MAX), visibility, patience);
    }

    /// The messages that match a filter; Lambda deletes the others.
    private List<Received> wanted(List<Received> batch) {
        if (filters.isEmpty()) {
            return batch;
        }
        var wanted = new ArrayList<Received>();
        for (Received received : batch) {
            var filtered = MessageJson.forFilter(received);
            if (filters.stream().anyMatch(filter -> filter.matches(filtered))) {
                wanted.add(received);
            } else {
                delete(received);
            }
        }
        return wanted;
    }

    private void work(List<Received> batch) {
        String event = MessageJson.event(batch, queue.settings().name());
        List<String> ids = batch.stream().map(received -> received.message().id()).toList();
        boolean again = batch.stream().anyMatch(received -> received.receives() > 1);
        var done = functions.invoke(mapping, new MappedFunctions.Work(event, ids, again));
        Set<Integer> failed =
                switch (done.answer()) {
                    case Answer.Done _ -> Set.of();
                    case Answer.FailedAt(List<Integer> places) -> new TreeSet<>(places);
                    case Answer.FailedWhole _ -> allPlaces(batch);
                };
        for (int place = 0; place < batch.size(); place++) {
            if (!failed.contains(place)) {
                delete(batch.get(place));
            }
        }
    }

    private void delete(Received received) {
        try {
            queue.delete(received.receipt());
        } catch (SqsException expired) {
            LOG.warn("{}: {}", mapping.id(), expired.getMessage());
        }
    }

    private static Set<Integer> allPlaces(List<Received> batch) {
        var places = new TreeSet<Integer>();
        for (int place = 0; place < batch.size(); place++) {
            places.add(place);
        }
        return places;
    }
}
