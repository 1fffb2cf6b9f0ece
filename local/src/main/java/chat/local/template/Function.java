package chat.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An `AWS::Lambda::Function`.
///
/// @param name the function's physical name
/// @param handler `package.Class::method` or `package.Class`
/// @param code the jar to which the asset manifest maps the function's `Code`
/// @param environment the variables, with intrinsics resolved and AWS endpoints replaced by local
///   ones
/// @param reservedConcurrency the maximum number of invocations at once; 0 throttles all of them
/// @param qualifiers the versions and aliases, without `$LATEST`
public record Function(
        String name,
        String handler,
        Path code,
        Map<String, String> environment,
        Duration timeout,
        int memoryMegabytes,
        Optional<Integer> reservedConcurrency,
        Set<String> qualifiers) {
    public Function {
        environment = Map.copyOf(environment);
        qualifiers = Set.copyOf(qualifiers);
    }

    /// A function without reserved concurrency, versions and aliases.
    public Function(
            String name,
            String handler,
            Path code,
            Map<String, String> environment,
            Duration timeout,
            int memoryMegabytes) {
        this(
                name,
                handler,
                code,
                environment,
                timeout,
                memoryMegabytes,
                Optional.empty(),
                Set.of());
    }
}
