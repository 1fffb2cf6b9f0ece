package chat.local.lambda;

/// Invokes the functions of the stack, as Lambda's `Invoke` does.
@FunctionalInterface
public interface Invoker {
    /// Invokes a function synchronously. May be called concurrently; each call counts as an
    /// invocation of its own.
    ///
    /// @param functionName the function's physical name
    /// @param event the event, JSON
    InvocationResult invoke(String functionName, String event);
}
