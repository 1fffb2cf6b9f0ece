package chat.local.template;

import java.util.List;
import java.util.Optional;

/// A CloudFormation stack with all references resolved, which the local runtime can start.
///
/// @param userPoolClient the id of the first client of a Cognito user pool
public record Stack(
        String name,
        List<WebSocketApi> apis,
        List<Function> functions,
        List<Table> tables,
        List<Queue> queues,
        List<EventSourceMapping> mappings,
        AccessControl access,
        Optional<String> userPoolClient) {
    public Stack {
        apis = List.copyOf(apis);
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        mappings = List.copyOf(mappings);
    }
}
