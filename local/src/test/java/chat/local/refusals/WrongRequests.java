package chat.local.refusals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Requests to SQS that AWS refuses. The queues are `work`, its dead-letter queue `dead`, and
/// `line.fifo`.
final class WrongRequests {
    private static final String URL = "\"QueueUrl\":\"http://localhost/000000000000/%s\"";
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    private WrongRequests() {}

    static List<WrongRequest> all() {
        return List.of(
                send("A delay of 901 s", "\"MessageBody\":\"a\",\"DelaySeconds\":901"),
                send("A negative delay", "\"MessageBody\":\"a\",\"DelaySeconds\":-1"),
                send("A delay that is no number", "\"MessageBody\":\"a\",\"DelaySeconds\":\"1\""),
                send("No body", "\"DelaySeconds\":1"),
                send("An empty body", "\"MessageBody\":\"\""),
                send("A control character in the body", "\"MessageBody\":\"a\\u0001b\""),
                send("Half a surrogate pair", "\"MessageBody\":\"a\\ud800b\""),
                send("Eleven attributes", attributes(11)),
                send("An empty attribute value", attribute("a", "String", "")),
                send("A control character in an attribute", attribute("a", "String", "\\u0007")),
                send("An attribute without a type", attribute("a", "", "x")),
                send("An attribute of an unknown type", attribute("a", "Boolean", "x")),
                send("A number that is none", attribute("a", "Number", "many")),
                send("An attribute name with two periods", attribute("a..b", "String", "x")),
                send("A reserved attribute name", attribute("AWS.trace", "String", "x")),
                send("A group id of 129 characters", group("g".repeat(129))),
                send("A group id with a blank", group("a b")),
                send("A deduplication id on a standard queue", dedup("d")),
                fifo("No group id on a FIFO queue", "\"MessageBody\":\"a\""),
                fifo(
                        "A deduplication id with a blank",
                        group("g") + ",\"MessageDeduplicationId\":\"a b\""),
                fifo(
                        "A delay on a FIFO queue",
                        group("g") + ",\"MessageDeduplicationId\":\"d\",\"DelaySeconds\":1"),
                work("An empty batch", "SendMessageBatch", "\"Entries\":[]"),
                work("A batch of eleven", "SendMessageBatch", entries(11, "a")),
                work(
                        "A batch of more than 1 MiB",
                        "SendMessageBatch",
                        entries(2, "x".repeat(600_000))),
                work(
                        "Two entries with the same id",
                        "SendMessageBatch",
                        "\"Entries\":[%1$s,%1$s]".formatted(entry("1", "a"))),
                work(
                        "An entry's id with a blank",
                        "SendMessageBatch",
                        "\"Entries\":[%s]".formatted(entry("a b", "a"))),
                work("A wait of 21 s", "ReceiveMessage", "\"WaitTimeSeconds\":21"),
                work(
                        "A visibility timeout of 43,201 s",
                        "ReceiveMessage",
                        "\"VisibilityTimeout\":43201"),
                work("Eleven messages at once", "ReceiveMessage", "\"MaxNumberOfMessages\":11"),
                work(
                        "A longer visibility than 12 h",
                        "ChangeMessageVisibility",
                        "\"ReceiptHandle\":\"m#1\",\"VisibilityTimeout\":43201"),
                work(
                        "A malformed receipt handle",
                        "DeleteMessage",
                        "\"ReceiptHandle\":\"nonsense\""),
                work(
                        "An unknown attribute of a queue",
                        "GetQueueAttributes",
                        "\"AttributeNames\":[\"Colour\"]"),
                set("A retention of 59 s", "MessageRetentionPeriod", "59"),
                set("A changed kind of queue", "FifoQueue", "true"),
                set("An unknown attribute to set", "Colour", "red"),
                set("A redrive policy that is not JSON", "RedrivePolicy", "{"),
                set("1,001 receives before a dead letter", "RedrivePolicy", policy("dead", 1001)),
                set("A dead-letter queue that does not exist", "RedrivePolicy", policy("gone", 3)),
                set(
                        "A dead-letter queue of the other kind",
                        "RedrivePolicy",
                        policy("line.fifo", 3)),
                new WrongRequest(
                        "A queue that does not exist",
                        "sqs:PurgeQueue",
                        "{" + URL.formatted("gone") + "}"),
                move("A move from a queue that is no dead-letter queue", "work"),
                move("A move from a queue that does not exist", "gone"),
                new WrongRequest(
                        "A move to another kind of queue",
                        "sqs:StartMessageMoveTask",
                        "{\"SourceArn\":\"%1$sdead\",\"DestinationArn\":\"%1$sline.fifo\"}"
                                .formatted(ARN)),
                new WrongRequest("An action that does not exist", "sqs:Paint", "{}"));
    }

    private static WrongRequest send(String what, String parameters) {
        return work(what, "SendMessage", parameters);
    }

    private static WrongRequest fifo(String what, String parameters) {
        String body = "{" + URL.formatted("line.fifo") + "," + parameters + "}";
        return new WrongRequest(what, "sqs:SendMessage", body);
    }

    private static WrongRequest work(String what, String action, String parameters) {
        return new WrongRequest(
                what, "sqs:" + action, "{" + URL.formatted("work") + "," + parameters + "}");
    }

    private static WrongRequest set(String what, String attribute, String value) {
        String escaped = value.replace("\"", "\\\"");
        return work(
                what,
                "SetQueueAttributes",
                "\"Attributes\":{\"%s\":\"%s\"}".formatted(attribute, escaped));
    }

    private static WrongRequest move(String what, String source) {
        return new WrongRequest(
                what, "sqs:StartMessageMoveTask", "{\"SourceArn\":\"" + ARN + source + "\"}");
    }

    private static String attributes(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> "\"a%d\":{\"DataType\":\"String\",\"StringValue\":\"x\"}".formatted(i))
                .collect(
                        Collectors.joining(
                                ",", "\"MessageBody\":\"a\",\"MessageAttributes\":{", "}"));
    }

    private static String attribute(String name, String type, String value) {
        return "\"MessageBody\":\"a\",\"MessageAttributes\":{\"%s\":{\"DataType\":\"%s\",\"StringValue\":\"%s\"}}"
                .formatted(name, type, value);
    }

    private static String group(String id) {
        return "\"MessageBody\":\"a\",\"MessageGroupId\":\"" + id + "\"";
    }

    private static String dedup(String id) {
        return "\"MessageBody\":\"a\",\"MessageDeduplicationId\":\"" + id + "\"";
    }

    private static String entries(int count, String body) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("e" + i, body))
                .collect(Collectors.joining(",", "\"Entries\":[", "]"));
    }

    private static String entry(String id, String body) {
        return "{\"Id\":\"%s\",\"MessageBody\":\"%s\"}".formatted(id, body);
    }

    private static String policy(String queue, int receives) {
        return "{\"deadLetterTargetArn\":\"%s%s\",\"maxReceiveCount\":%d}"
                .formatted(ARN, queue, receives);
    }
}
