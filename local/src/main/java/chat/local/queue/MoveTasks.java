package chat.local.queue;

import chat.local.template.Arns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Moves dead letters back to their queues, or to another one. A task ends before its request is
/// answered; on AWS it continues after that.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
final class MoveTasks {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The maximum number of tasks that SQS lists.
    private static final int LISTED_MAX = 10;

    private final Queues queues;
    private final InstantSource clock;
    private final Map<String, Deque<ObjectNode>> bySource = new ConcurrentHashMap<>();

    MoveTasks(Queues queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
    }

    /// Moves the messages that can be received now. Messages in flight stay.
    ///
    /// @throws SqsException if a queue does not exist, or the source is not a dead-letter queue
    ObjectNode start(SqsRequest request) {
        MessageQueue source = existing(request, "SourceArn");
        if (!isDeadLetterQueue(source.settings().name())) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "Source queue must be configured as a Dead Letter Queue.");
        }
        Optional<MessageQueue> destination =
                request.optionalText("DestinationArn")
                        .map(_ -> existing(request, "DestinationArn"));
        destination.ifPresent(other -> checkKind(source, other));
        ObjectNode task = JSON.objectNode();
        task.put("SourceArn", Arns.queue(source.settings().name()));
        destination.ifPresent(
                queue -> task.put("DestinationArn", Arns.queue(queue.settings().name())));
        task.put("StartedTimestamp", clock.millis());
        task.put("ApproximateNumberOfMessagesToMove", source.counts().visible());
        Optional<String> failure = move(source, destination, task);
        task.put("Status", failure.isPresent() ? "FAILED" : "COMPLETED");
        failure.ifPresent(reason -> task.put("FailureReason", reason));
        remember(source.settings().name(), task);
        return JSON.objectNode().put("TaskHandle", UUID.randomUUID().toString());
    }

    /// The newest tasks of a queue.
    ///
    /// @throws SqsException if the queue does not exist
    ObjectNode list(SqsRequest request) {
        MessageQueue source = existing(request, "SourceArn");
        int limit = Math.clamp(request.number("MaxResults").orElse(1), 1, LISTED_MAX);
        var results = JSON.arrayNode();
        var tasks = bySource.getOrDefault(source.settings().name(), new ArrayDeque<>());
        synchronized (tasks) {
            tasks.stream().limit(limit).forEach(results::add);
        }
        return JSON.objectNode().set("Results", results);
    }

    /// @return the reason why the task failed, such as a message without a known source; empty on
    ///   success
    private Optional<String> move(
            MessageQueue source, Optional<MessageQueue> destination, ObjectNode task) {
        var unknown = new AtomicBoolean();
        int moved = 0;
        for (int left = source.counts().visible(); left > 0; left--) {
            Optional<Message> taken =
                    source.takeVisible(
                            message -> {
                                unknown.set(target(message, destination).isEmpty());
                                return !unknown.get();
                            });
            if (taken.isEmpty()) {
                break;
            }
            target(taken.get(), destination).ifPresent(queue -> queue.acceptMoved(taken.get()));
            moved++;
        }
        task.put("ApproximateNumberOfMessagesMoved", moved);
        return unknown.get() ? Optional.of("CouldNotDetermineMessageSource") : Optional.empty();
    }

    private Optional<MessageQueue> target(Message message, Optional<MessageQueue> destination) {
        return destination.or(() -> message.deadLetterOf().map(name -> queues.all().get(name)));
    }

    private void remember(String source, ObjectNode task) {
        var tasks = bySource.computeIfAbsent(source, _ -> new ArrayDeque<>());
        synchronized (tasks) {
            tasks.addFirst(task);
            if (tasks.size() > LISTED_MAX) {
                tasks.removeLast();
            }
        }
    }

    private boolean isDeadLetterQueue(String name) {
        return queues.all().values().stream()
                .flatMap(queue -> queue.settings().redrive().stream())
                .anyMatch(redrive -> redrive.deadLetterQueueName().equals(name));
    }

    private MessageQueue existing(SqsRequest request, String parameter) {
        String name = request.queueOfArn(parameter);
        MessageQueue queue = queues.all().get(name);
        if (queue == null) {
            throw new SqsException(
                    "ResourceNotFoundException",
                    "The resource that you specified for the %s parameter doesn't exist."
                            .formatted(parameter));
        }
        return queue;
    }

    private static void checkKind(MessageQueue source, MessageQueue destination) {
        if (source.settings().fifo() != destination.settings().fifo()) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "Source and destination must both be FIFO queues, or both standard queues.");
        }
    }
}
