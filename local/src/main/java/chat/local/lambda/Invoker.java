package chat.local.lambda;

/// Invokes the functions of the stack, like Lambda's `Invoke`.
@FunctionalInterface
public interface Invoker {
    /// Invokes a function synchronously. May be called concurrently; each call is a separate
    /// invocation.
    ///
    /// @param functionName the function's physical name
    /// @param event the event as JSON
    InvocationResult invoke(String functionName, String event);
}
