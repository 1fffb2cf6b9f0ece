package chat.local.queue;

import chat.local.template.Queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A standard or FIFO queue. Any thread may call it.
///
/// A standard queue is kinder than SQS: it delivers in order and does not duplicate.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
///   delivery logic</a>
public final class MessageQueue {
    private final Queue settings;
    private final InstantSource clock;
    private final Deduplication deduplication = new Deduplication();
    private final Shelf shelf;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long sent;

    /// @param deadLetters takes the messages that were received too often; called with this queue's
    ///   lock held
    MessageQueue(Queue settings, InstantSource clock, Consumer<Message> deadLetters) {
        this.settings = settings;
        this.clock = clock;
        this.shelf = new Shelf(settings, deadLetters);
    }

    /// What the template says of the queue.
    public Queue settings() {
        return settings;
    }

    /// Adds a message, or in a FIFO queue finds the one that was sent with the same deduplication
    /// id less than five minutes ago and does nothing.
    ///
    /// @throws SqsException if the message is not for this kind of queue
    public Message send(NewMessage message) {
        SendRules.check(settings, message);
        lock.lock();
        try {
            Instant now = clock.instant();
            Optional<String> id = deduplicationId(message);
            Optional<Message> earlier = id.flatMap(d -> deduplication.find(d, now));
            if (earlier.isPresent()) {
                return earlier.get();
            }
            Message stored = stored(message, id, now);
            id.ifPresent(d -> deduplication.remember(d, stored));
            put(stored, now.plus(message.delay().orElse(settings.delay())));
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /// Adds a message of another queue: how a dead letter comes. In a standard queue it is as old
    /// as it was; in a FIFO queue its retention begins anew.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
    ///   queues</a>
    void accept(Message message) {
        lock.lock();
        try {
            Instant now = clock.instant();
            put(settings.fifo() ? message.sentAgain(now) : message, now);
        } finally {
            lock.unlock();
        }
    }

    /// Takes up to `limit` messages out of sight. A FIFO queue gives messages of a group only in
    /// order, and none while others of it are in flight.
    ///
    /// @param visibility how long they are out of sight
    /// @return empty if there is nothing to see
    public List<Received> receive(int limit, Duration visibility) {
        lock.lock();
        try {
            Instant now = clock.instant();
            return shelf.receive(limit, now, now.plus(visibility));
        } finally {
            lock.unlock();
        }
    }

    /// The same, but waits for the first message.
    ///
    /// @param patience how long to wait, by the wall clock
    public List<Received> receive(int limit, Duration visibility, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                List<Received> received = receive(limit, visibility);
                long remaining = end - System.nanoTime();
                if (!received.isEmpty() || remaining <= 0) {
                    return received;
                }
                long ignored = changed.awaitNanos(Math.min(remaining, nanosUntilVisible()));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Removes a message for good. A receipt that is not the newest does nothing.
    ///
    /// @throws SqsException if the receipt names no receipt, or has expired in a FIFO queue
    public void delete(String receipt) {
        lock.lock();
        try {
            Optional<Shelf.Held> held = shelf.find(receipt);
            if (held.isEmpty()) {
                return;
            }
            if (settings.fifo() && held.get().isVisible(clock.instant())) {
                throw new SqsException(
                        "InvalidParameterValue",
                        "Value %s for parameter ReceiptHandle is invalid. Reason: The receipt"
                                        .formatted(receipt)
                                + " handle has expired.");
            }
            shelf.remove(held.get());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Sets how long from now a received message stays out of sight.
    ///
    /// @throws SqsException if the message is not in flight under this receipt
    public void changeVisibility(String receipt, Duration visibility) {
        lock.lock();
        try {
            Instant now = clock.instant();
            shelf.find(receipt)
                    .filter(held -> !held.isVisible(now))
                    .orElseThrow(
                            () ->
                                    new SqsException(
                                            "MessageNotInflight", "The message is not in flight."))
                    .hideUntil(now.plus(visibility));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Removes every message.
    public void purge() {
        lock.lock();
        try {
            shelf.clear();
        } finally {
            lock.unlock();
        }
    }

    /// How many messages there are.
    ///
    /// @param visible can be received now
    /// @param inFlight have been received and are out of sight
    /// @param delayed have never been visible
    public record Counts(int visible, int inFlight, int delayed) {}

    /// Counts the messages.
    public Counts counts() {
        lock.lock();
        try {
            return shelf.counts(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void put(Message message, Instant visibleAt) {
        shelf.put(message, visibleAt);
        changed.signalAll();
    }

    private Message stored(NewMessage message, Optional<String> deduplicationId, Instant now) {
        sent++;
        return new Message(
                UUID.randomUUID().toString(),
                message.body(),
                message.attributes(),
                message.groupId(),
                deduplicationId,
                settings.fifo() ? Optional.of("%020d".formatted(sent)) : Optional.empty(),
                now);
    }

    private Optional<String> deduplicationId(NewMessage message) {
        if (!settings.fifo()) {
            return Optional.empty();
        }
        return message.deduplicationId().or(() -> Optional.of(Digests.sha256(message.body())));
    }

    private long nanosUntilVisible() {
        return shelf.untilNextVisible(clock.instant())
                .map(Duration::toNanos)
                .orElse(Long.MAX_VALUE);
    }
}
