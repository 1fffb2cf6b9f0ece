package chat.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// An `AWS::Lambda::Function`.
///
/// @param name the function's physical name
/// @param handler `package.Class::method` or `package.Class`
/// @param code the jar to which the asset manifest maps the function's `Code`
/// @param environment the variables, with intrinsics resolved and AWS endpoints replaced by local
///   ones
public record Function(
        String name,
        String handler,
        Path code,
        Map<String, String> environment,
        Duration timeout,
        int memoryMegabytes) {
    public Function {
        environment = Map.copyOf(environment);
    }
}
