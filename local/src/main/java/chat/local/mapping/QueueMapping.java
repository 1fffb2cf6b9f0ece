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

/// The mapping of a queue to a function. It has five pollers, Lambda's initial number, or fewer if
/// the mapping limits its concurrency; each has one batch at a time. Processed messages are
/// deleted. Failed ones become visible again when their visibility timeout ends, and finally go to
/// the dead-letter queue.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
///   errors for an SQS event source</a>
final class QueueMapping {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMapping.class);
    private static final int POLLERS = 5;

    /// The maximum number of messages per ReceiveMessage call.
    private static final int RECEIVE_MAX = 10;

    /// The interval at which an idle poller checks whether to stop.
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

    /// The next batch: the messages that are available, or arrive within the batching window.
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

    /// The messages that match a filter; the others are deleted, as by Lambda.
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
