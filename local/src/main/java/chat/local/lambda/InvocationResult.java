package chat.local.lambda;

/// How an invocation ended.
public sealed interface InvocationResult {
    /// The handler returned.
    ///
    /// @param payload its answer, JSON
    record Returned(String payload) implements InvocationResult {}

    /// The handler threw, or could not be made.
    ///
    /// @param errorType the exception's class name
    record Failed(String errorType, String errorMessage) implements InvocationResult {
        /// This process ends before the handler has returned.
        static final Failed SHUTTING_DOWN =
                new Failed("Interrupted", "the local runtime is shutting down");
    }

    /// The handler did not return within the function's timeout.
    record TimedOut() implements InvocationResult {}

    /// There is no such function.
    record NotFound() implements InvocationResult {}
}
