package chat.local.queue;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The actions of the API, each translated to calls of its queue.
record SqsActions(Queues queues, MoveTasks tasks) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String VISIBILITY = "VisibilityTimeout";

    /// SQS's error text for the ranges of a receive's parameters.
    private static final String RANGE = "Must be >= 0 and <= %d, if provided.";

    /// @throws SqsException if the action is unknown, or is rejected
    ObjectNode run(String action, SqsRequest request) throws InterruptedException {
        return switch (action) {
            case "SendMessage" -> send(queue(request), request);
            case "SendMessageBatch" -> sendBatch(queue(request), request);
            case "ReceiveMessage" -> receive(queue(request), request);
            case "DeleteMessage" -> delete(queue(request), request);
            case "DeleteMessageBatch" -> batch(request, entry -> delete(queue(request), entry));
            case "ChangeMessageVisibility" -> changeVisibility(queue(request), request);
            case "ChangeMessageVisibilityBatch" ->
                    batch(request, entry -> changeVisibility(queue(request), entry));
            case "GetQueueAttributes" ->
                    QueueAttributes.of(queue(request), request.names("AttributeNames"));
            case "GetQueueUrl" -> url(request);
            case "CreateQueue" -> create(request);
            case "DeleteQueue" -> delete(request);
            case "ListQueues" -> list(request);
            case "PurgeQueue" -> purge(queue(request));
            case "SetQueueAttributes" -> set(queue(request), request);
            case "StartMessageMoveTask" -> tasks.start(request);
            case "ListMessageMoveTasks" -> tasks.list(request);
            default -> throw new SqsException("InvalidAction", action + " is not supported.");
        };
    }

    private MessageQueue queue(SqsRequest request) {
        return queues.queue(request.queueName());
    }

    private static ObjectNode send(MessageQueue queue, SqsRequest request) {
        NewMessage sent = request.message();
        Message message = queue.send(sent);
        ObjectNode answer = JSON.objectNode();
        answer.put("MessageId", message.id());
        answer.put("MD5OfMessageBody", Digests.md5(sent.body()));
        if (!sent.attributes().isEmpty()) {
            answer.put("MD5OfMessageAttributes", Digests.md5(sent.attributes()));
        }
        message.sequenceNumber().ifPresent(number -> answer.put("SequenceNumber", number));
        return answer;
    }

    private static ObjectNode sendBatch(MessageQueue queue, SqsRequest request) {
        JsonNode entries = request.body().path("Entries");
        SendRules.checkBatch(
                entries.valueStream()
                        .filter(entry -> entry.has("MessageBody"))
                        .map(entry -> new SqsRequest(entry, request.endpoint()).content()));
        return batch(request, entry -> send(queue, entry));
    }

    private static ObjectNode receive(MessageQueue queue, SqsRequest request)
            throws InterruptedException {
        int limit = request.number("MaxNumberOfMessages").orElse(1);
        if (limit < 1 || limit > BatchRules.ENTRIES_MAX) {
            throw new SqsException(
                    "InvalidParameterValue",
                    "Value %d for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
                            .formatted(limit));
        }
        var received =
                queue.receive(
                        limit,
                        visibility(request).orElse(queue.settings().visibilityTimeout()),
                        request.seconds(
                                        "WaitTimeSeconds",
                                        Queue.WAIT_SECONDS_MAX,
                                        RANGE.formatted(Queue.WAIT_SECONDS_MAX))
                                .orElse(queue.settings().receiveWait()));
        ObjectNode answer = JSON.objectNode();
        if (!received.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            received.forEach(message -> messages.add(ReceivedJson.of(message, request)));
        }
        return answer;
    }

    private static ObjectNode delete(MessageQueue queue, SqsRequest request) {
        queue.delete(request.text("ReceiptHandle"));
        return JSON.objectNode();
    }

    private static ObjectNode changeVisibility(MessageQueue queue, SqsRequest request) {
        Duration visibility = visibility(request).orElseThrow(() -> missing(VISIBILITY));
        queue.changeVisibility(request.text("ReceiptHandle"), visibility);
        return JSON.objectNode();
    }

    private static Optional<Duration> visibility(SqsRequest request) {
        int most = Queue.VISIBILITY_SECONDS_MAX;
        return request.seconds(VISIBILITY, most, RANGE.formatted(most));
    }

    private ObjectNode set(MessageQueue queue, SqsRequest request) {
        ObjectNode attributes = request.attributes("Attributes");
        if (attributes.isEmpty()) {
            throw missing("Attributes");
        }
        for (String fixed : List.of("FifoQueue", "ContentBasedDeduplication")) {
            if (attributes.has(fixed)) {
                throw new SqsException(
                        "InvalidAttributeName", "Attribute " + fixed + " cannot be changed here.");
            }
        }
        queue.change(settings -> new SettingsChange(queues).of(settings, attributes));
        return JSON.objectNode();
    }

    private static SqsException missing(String parameter) {
        return new SqsException(
                "MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    private static ObjectNode purge(MessageQueue queue) {
        queue.purge();
        return JSON.objectNode();
    }

    private ObjectNode url(SqsRequest request) {
        String name = queues.queue(request.text("QueueName")).settings().name();
        return JSON.objectNode().put("QueueUrl", request.queueUrl(name));
    }

    private ObjectNode create(SqsRequest request) {
        var wanted = new QueueRequest(queues, request);
        Queue settings = wanted.settings();
        queues.create(settings);
        String name = settings.name();
        if (!wanted.isPlain() && !queues.queue(name).settings().equals(settings)) {
            throw new SqsException(
                    "QueueNameExists",
                    "A queue already exists with the same name and a different value for an"
                            + " attribute.");
        }
        return JSON.objectNode().put("QueueUrl", request.queueUrl(name));
    }

    private ObjectNode delete(SqsRequest request) {
        queues.delete(request.queueName());
        return JSON.objectNode();
    }

    private ObjectNode list(SqsRequest request) {
        String prefix = request.optionalText("QueueNamePrefix").orElse("");
        ObjectNode answer = JSON.objectNode();
        ArrayNode urls = answer.putArray("QueueUrls");
        queues.all().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> urls.add(request.queueUrl(name)));
        return answer;
    }

    /// Runs an action for each entry; a rejected entry does not affect the others.
    private static ObjectNode batch(SqsRequest request, Function<SqsRequest, ObjectNode> action) {
        JsonNode entries = request.body().path("Entries");
        BatchRules.check(entries);
        ObjectNode answer = JSON.objectNode();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            try {
                ObjectNode done = action.apply(new SqsRequest(entry, request.endpoint()));
                successful.add(done.put("Id", id));
            } catch (SqsException refused) {
                failed.addObject()
                        .put("Id", id)
                        .put("Code", refused.code())
                        .put("Message", refused.getMessage())
                        .put("SenderFault", true);
            }
        }
        return answer;
    }
}
