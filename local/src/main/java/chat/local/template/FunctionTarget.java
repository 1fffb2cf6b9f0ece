package chat.local.template;

/// A function that can be invoked.
///
/// @param name the function's physical name
/// @param arn includes the version or alias that is invoked
public record FunctionTarget(String name, String arn) {
    /// The function itself, without version or alias.
    public static FunctionTarget of(String name) {
        return new FunctionTarget(name, Arns.function(name));
    }
}
