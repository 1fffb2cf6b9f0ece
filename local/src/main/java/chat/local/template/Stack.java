package chat.local.template;

import java.util.List;

/// A CloudFormation stack with all references resolved, which the local runtime can start.
public record Stack(
        String name,
        List<WebSocketApi> apis,
        List<Function> functions,
        List<Table> tables,
        List<Queue> queues,
        List<EventSourceMapping> mappings,
        AccessControl access) {
    public Stack {
        apis = List.copyOf(apis);
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        mappings = List.copyOf(mappings);
    }
}
