package chat.local.template;

/// A function as something that is invoked.
///
/// @param name its physical name
/// @param arn with the version or alias that is invoked
public record FunctionTarget(String name, String arn) {
    /// The function itself, not a version or alias of it.
    public static FunctionTarget of(String name) {
        return new FunctionTarget(name, Arns.function(name));
    }
}
