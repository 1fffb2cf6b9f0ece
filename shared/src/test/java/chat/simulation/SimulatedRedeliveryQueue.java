package chat.simulation;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.sqs.SqsRedeliveryQueue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The redelivery queue, an SQS FIFO queue, and its event source mapping: one group per connection,
/// deduplication for 5 min, a delay, one message of a group at a time, and a dead-letter queue.
final class SimulatedRedeliveryQueue {
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);
    static final Duration VISIBILITY = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int RECEIVES_MAX = 12;

    private final SimulatedSystem system;
    private final Map<String, Long> known = new HashMap<>();
    private final Map<ConnectionId, Deque<Message>> groups = new HashMap<>();
    private final Set<ConnectionId> busy = new HashSet<>();
    private final Set<String> deadLetters = new HashSet<>();
    private int size;

    /// @param receives the number of receives, including this one
    record Message(UserId user, ConnectionId connection, int receives) {}

    SimulatedRedeliveryQueue(SimulatedSystem system) {
        this.system = system;
    }

    /// Adds a message, unless its deduplication id is known.
    void add(UserId user, ConnectionId connection, Invocation sender) {
        String id =
                SqsRedeliveryQueue.deduplicationId(
                        connection,
                        system.alteration().process(sender.process()),
                        sender.clock().instant());
        Long before = known.get(id);
        if (before != null && system.loop().now() - before < EventLoop.micros(DEDUPLICATION)) {
            system.trace("queue", () -> "drops " + id);
            return;
        }
        known.put(id, system.loop().now());
        system.loop()
                .after(
                        system.alteration().queueDelay(SqsRedeliveryQueue.DELAY),
                        () -> arrive(new Message(user, connection, 1)));
    }

    private void arrive(Message message) {
        size++;
        groups.computeIfAbsent(message.connection(), _ -> new ArrayDeque<>()).addLast(message);
        system.loop().after(system.random().around(POLL), () -> receive(message.connection()));
    }

    private void receive(ConnectionId group) {
        Deque<Message> waiting = groups.getOrDefault(group, new ArrayDeque<>());
        Message first = waiting.pollFirst();
        if (first == null || !busy.add(group)) {
            if (first != null) {
                waiting.addFirst(first);
            }
            return;
        }
        if (first.receives() > RECEIVES_MAX) {
            system.trace("queue", () -> "gives up " + group.value());
            deadLetters.add(group.value());
            size--;
            free(group);
            return;
        }
        system.functions().delivery().redeliver(first, wait -> ended(first, wait));
    }

    private void ended(Message message, Optional<Duration> wait) {
        boolean done = wait.filter(this::isDone).isPresent();
        if (done && !system.injects(Fault.REDELIVERED_TWICE)) {
            size--;
            free(message.connection());
        } else {
            Duration hidden = done ? VISIBILITY : wait.orElse(VISIBILITY);
            system.loop().after(hidden, () -> again(message));
        }
    }

    private boolean isDone(Duration wait) {
        return wait.isZero() || system.alteration().ignoresPartialFailures();
    }

    /// Puts the message back at the head of its group: FIFO.
    private void again(Message message) {
        var next = new Message(message.user(), message.connection(), message.receives() + 1);
        groups.computeIfAbsent(message.connection(), _ -> new ArrayDeque<>()).addFirst(next);
        free(message.connection());
    }

    private void free(ConnectionId group) {
        busy.remove(group);
        system.loop().after(system.random().around(POLL), () -> receive(group));
    }

    /// The number of messages, including those that wait for their next receive.
    int size() {
        return size;
    }

    /// Whether a redelivery to this connection went to the dead-letter queue.
    boolean gaveUp(Socket socket) {
        return deadLetters.contains(socket.id().value());
    }
}
