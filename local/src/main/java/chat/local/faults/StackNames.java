package chat.local.faults;

import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;
import chat.local.template.Function;
import chat.local.template.Stack;
import chat.local.template.Table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that a fault document may use: a fault for any other name would never happen.
///
/// @param functions of the stack
/// @param streamFunctions those that a stream calls
/// @param queueFunctions the functions that a mapping of a queue invokes
/// @param tables of the stack
public record StackNames(
        Set<String> functions,
        Set<String> streamFunctions,
        Set<String> queueFunctions,
        Set<String> tables) {
    /// The operations of DynamoDB on items.
    private static final Set<String> ITEM_OPERATIONS =
            Set.of(
                    "GetItem",
                    "Query",
                    "Scan",
                    "BatchGetItem",
                    "TransactGetItems",
                    "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "BatchWriteItem",
                    "TransactWriteItems");

    private static final Set<String> QUEUE_OPERATIONS =
            Set.of(
                    "SendMessage",
                    "SendMessageBatch",
                    "ReceiveMessage",
                    "DeleteMessage",
                    "DeleteMessageBatch",
                    "ChangeMessageVisibility",
                    "ChangeMessageVisibilityBatch",
                    "GetQueueAttributes",
                    "GetQueueUrl");

    /// The methods of `@connections`.
    private static final Set<String> METHODS = Set.of("POST", "GET", "DELETE");

    public StackNames {
        functions = Set.copyOf(functions);
        streamFunctions = Set.copyOf(streamFunctions);
        queueFunctions = Set.copyOf(queueFunctions);
        tables = Set.copyOf(tables);
    }

    /// The names of a stack.
    public static StackNames of(Stack stack) {
        return new StackNames(
                stack.functions().stream().map(Function::name).collect(Collectors.toSet()),
                mapped(stack, TableStream.class),
                mapped(stack, QueueSource.class),
                stack.tables().stream().map(Table::name).collect(Collectors.toSet()));
    }

    private static Set<String> mapped(
            Stack stack, Class<? extends EventSourceMapping.Source> source) {
        return stack.mappings().stream()
                .filter(mapping -> source.isInstance(mapping.source()))
                .map(EventSourceMapping::functionName)
                .collect(Collectors.toSet());
    }

    /// The names that a filter may have; empty if it may have any.
    Optional<Set<String>> of(Section section, String filter) {
        return Optional.ofNullable(
                switch (filter) {
                    case "function" -> functions(section);
                    case "table" -> tables;
                    case "operation" -> ITEM_OPERATIONS;
                    case "method" -> METHODS;
                    case "point" -> points();
                    default -> null;
                });
    }

    private Set<String> functions(Section section) {
        return switch (section) {
            case STREAMS -> streamFunctions;
            case QUEUES -> queueFunctions;
            case INVOCATIONS, PUSHES, CONNECTIONS, DISCONNECTS, TABLES -> functions;
        };
    }

    private static Set<String> points() {
        List<String> calls =
                Stream.of(
                                ITEM_OPERATIONS.stream().map("dynamodb:"::concat),
                                QUEUE_OPERATIONS.stream().map("sqs:"::concat),
                                METHODS.stream().map("execute-api:"::concat))
                        .flatMap(each -> each)
                        .toList();
        var points = new HashSet<>(Set.of("start", "end"));
        calls.forEach(call -> points.addAll(List.of("before " + call, "after " + call)));
        return points;
    }
}
