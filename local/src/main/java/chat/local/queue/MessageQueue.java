package chat.local.queue;

import chat.local.template.Queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A standard or FIFO queue. Thread-safe.
///
/// Unlike SQS, a standard queue delivers in order and without duplicates.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
///   delivery logic</a>
public final class MessageQueue {
    private volatile Queue settings;
    private final InstantSource clock;
    private final Deduplication deduplication = new Deduplication();
    private final MessageStore messages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long sent;

    /// @param deadLetters accepts the messages that exceeded the number of receives; called while
    ///   this queue's lock is held
    MessageQueue(Queue settings, InstantSource clock, Predicate<Message> deadLetters) {
        this.settings = settings;
        this.clock = clock;
        this.messages = new MessageStore(this::settings, deadLetters);
    }

    /// The queue's current settings, which are those of the template until they are changed.
    public Queue settings() {
        return settings;
    }

    /// Changes the settings. Messages in flight keep their visibility timeout.
    void change(UnaryOperator<Queue> change) {
        var _ = locked(() -> settings = change.apply(settings));
    }

    /// Adds a message. If a FIFO queue got a message with the same deduplication id less than five
    /// minutes ago, returns that one and adds nothing.
    ///
    /// @throws SqsException if a parameter is not valid for this kind of queue
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

    /// Adds a dead letter of another queue. It keeps its age in a standard queue; in a FIFO queue
    /// its retention restarts.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
    ///   queues</a>
    void accept(Message message) {
        var _ =
                locked(
                        () -> {
                            Instant now = clock.instant();
                            return put(settings.fifo() ? message.sentAgain(now) : message, now);
                        });
    }

    /// Receives up to `limit` messages and makes them invisible. A FIFO queue delivers the messages
    /// of a group in order, and none while others of the group are in flight.
    ///
    /// @param visibility how long the messages are invisible
    /// @return empty if no message is visible
    public List<Received> receive(int limit, Duration visibility) {
        return locked(
                () -> {
                    Instant now = clock.instant();
                    return messages.receive(limit, now, now.plus(visibility));
                });
    }

    /// Like the other method, but waits for the first message.
    ///
    /// @param patience maximum time to wait, in real time
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

    /// Deletes a message. An outdated receipt handle has no effect.
    ///
    /// @throws SqsException if the receipt handle is malformed, or has expired in a FIFO queue
    public void delete(String receipt) {
        lock.lock();
        try {
            Optional<MessageStore.Held> held = messages.find(receipt);
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
            messages.remove(held.get());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Sets how long a received message stays invisible, from now on.
    ///
    /// @throws SqsException if the message is not in flight under this receipt handle
    public void changeVisibility(String receipt, Duration visibility) {
        lock.lock();
        try {
            Instant now = clock.instant();
            messages.find(receipt)
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

    /// Removes the oldest message that can be received now, so that it can be moved to another
    /// queue.
    ///
    /// @param movable decides whether the message is removed
    Optional<Message> takeVisible(Predicate<Message> movable) {
        return locked(() -> messages.takeVisible(clock.instant(), movable));
    }

    /// Adds a message that was moved from a dead-letter queue. It is a new message, with its own id
    /// and age, and no deduplication.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html">Dead-letter
    ///   queue redrive</a>
    void acceptMoved(Message message) {
        var moved =
                new NewMessage(
                        message.body(),
                        message.attributes(),
                        message.groupId(),
                        message.deduplicationId(),
                        Optional.empty());
        var _ =
                locked(
                        () -> {
                            Instant now = clock.instant();
                            return put(stored(moved, message.deduplicationId(), now), now);
                        });
    }

    /// Removes all messages.
    public void purge() {
        var _ = locked(messages::clear);
    }

    /// The numbers of messages in a queue.
    ///
    /// @param visible messages that can be received now
    /// @param inFlight messages that have been received and are invisible
    /// @param delayed messages that have never been visible
    public record Counts(int visible, int inFlight, int delayed) {}

    /// Counts the messages.
    public Counts counts() {
        return locked(() -> messages.counts(clock.instant()));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Message put(Message message, Instant visibleAt) {
        messages.put(message, visibleAt);
        changed.signalAll();
        return message;
    }

    private Message stored(NewMessage message, Optional<String> deduplicationId, Instant now) {
        sent++;
        var number =
                settings.fifo() ? Optional.of("%020d".formatted(sent)) : Optional.<String>empty();
        return Message.sent(message, deduplicationId, number, now);
    }

    private Optional<String> deduplicationId(NewMessage message) {
        if (!settings.fifo()) {
            return Optional.empty();
        }
        return message.deduplicationId().or(() -> Optional.of(Digests.sha256(message.body())));
    }

    private long nanosUntilVisible() {
        return messages.untilNextVisible(clock.instant())
                .map(Duration::toNanos)
                .orElse(Long.MAX_VALUE);
    }
}
