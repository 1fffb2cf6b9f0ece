package chat.local.queue;

import chat.local.template.Queue;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The queues of a stack.
public final class Queues {
    private final Map<String, MessageQueue> queues = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    /// @param clock tells visibility, delay, deduplication and retention
    public Queues(InstantSource clock) {
        this.clock = clock;
    }

    /// Makes a queue that is not there yet.
    public void create(Queue settings) {
        queues.computeIfAbsent(
                settings.name(),
                _ ->
                        new MessageQueue(
                                settings,
                                clock,
                                message ->
                                        settings.redrive()
                                                .ifPresent(
                                                        redrive ->
                                                                queue(redrive.deadLetterQueueName())
                                                                        .accept(message))));
    }

    /// The queue with a name.
    ///
    /// @throws SqsException if there is none
    public MessageQueue queue(String name) {
        MessageQueue queue = queues.get(name);
        if (queue == null) {
            throw new SqsException(
                    "QueueDoesNotExist", "The specified queue does not exist: " + name);
        }
        return queue;
    }

    /// All queues, by name.
    Map<String, MessageQueue> all() {
        return new TreeMap<>(queues);
    }
}
