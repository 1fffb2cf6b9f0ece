package chat.local.lambda;

/// The result of an invocation.
public sealed interface InvocationResult {
    /// The handler returned.
    ///
    /// @param payload the response as JSON
    record Returned(String payload) implements InvocationResult {}

    /// The handler threw, or could not be constructed.
    ///
    /// @param errorType the exception's class name
    record Failed(String errorType, String errorMessage) implements InvocationResult {
        /// The function's reserved concurrency is used up. `Invoke` answers with 429.
        static final Failed THROTTLED = new Failed("TooManyRequestsException", "Rate Exceeded.");

        /// The process shut down before the handler returned.
        static final Failed SHUTTING_DOWN =
                new Failed("Interrupted", "the local runtime is shutting down");
    }

    /// The handler did not return within the function's timeout.
    record TimedOut() implements InvocationResult {}

    /// There is no such function.
    record NotFound() implements InvocationResult {}
}
