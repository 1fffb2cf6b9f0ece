package chat.infra;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.Map;

/// All functions, each as [ChatFunction] declares it, with the permissions of its event source.
final class ChatFunctions extends Construct {
    private final Map<ChatFunction, LambdaFunction> functions = new EnumMap<>(ChatFunction.class);

    /// @param sources the permissions to read the stream and the queues
    ChatFunctions(
            Construct scope,
            String id,
            LambdaFunction.Common common,
            EventSources.Reading sources) {
        super(scope, id);
        for (var declared : ChatFunction.values()) {
            var statements = sources.permissions(declared).toArray(PolicyStatement[]::new);
            functions.put(declared, new LambdaFunction(this, declared, common, statements));
        }
    }

    LambdaFunction get(ChatFunction function) {
        return requireNonNull(functions.get(function), function.logicalId());
    }
}
