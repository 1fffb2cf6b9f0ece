package chat.local.queue;

import chat.local.template.Queue;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The queues of a stack, and further queues that clients create.
public final class Queues {
    private final Map<String, MessageQueue> queues = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    /// @param clock for visibility, delay, deduplication and retention
    public Queues(InstantSource clock) {
        this.clock = clock;
    }

    /// Creates a queue, unless it exists.
    public void create(Queue settings) {
        queues.computeIfAbsent(
                settings.name(),
                _ ->
                        new MessageQueue(
                                settings, clock, message -> giveUp(settings.name(), message)));
    }

    /// Moves a message to the current dead-letter queue of its queue.
    ///
    /// @return whether it exists, since clients can delete it
    private boolean giveUp(String name, Message message) {
        Optional<MessageQueue> target =
                queue(name)
                        .settings()
                        .redrive()
                        .map(redrive -> queues.get(redrive.deadLetterQueueName()));
        target.ifPresent(queue -> queue.accept(message));
        return target.isPresent();
    }

    /// Returns the queue with a name.
    ///
    /// @throws SqsException if it does not exist
    public MessageQueue queue(String name) {
        MessageQueue queue = queues.get(name);
        if (queue == null) {
            throw new SqsException(
                    "QueueDoesNotExist", "The specified queue does not exist: " + name);
        }
        return queue;
    }

    InstantSource clock() {
        return clock;
    }

    /// Deletes a queue with its messages.
    ///
    /// @throws SqsException if it does not exist
    void delete(String name) {
        queue(name).purge();
        queues.remove(name);
    }

    /// All queues, by name.
    Map<String, MessageQueue> all() {
        return new TreeMap<>(queues);
    }
}
