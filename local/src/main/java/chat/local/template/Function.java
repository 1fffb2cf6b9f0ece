package chat.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// An `AWS::Lambda::Function`.
///
/// @param name the function's physical name; locally its logical id
/// @param handler `package.Class::method` or `package.Class`
/// @param code the jar that the asset manifest maps the function's `Code` to
/// @param environment the variables, every intrinsic resolved and AWS endpoints replaced by local
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
