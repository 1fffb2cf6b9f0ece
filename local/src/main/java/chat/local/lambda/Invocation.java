package chat.local.lambda;

import chat.local.lambda.InvocationResult.TimedOut;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// An event that a runtime is to process, and its outcome.
///
/// @param deadline the time at which the function's timeout ends
/// @param taken whether the runtime has fetched the event
/// @param outcome empty if the runtime ended before it fetched the event
record Invocation(
        String requestId,
        String event,
        Instant deadline,
        AtomicBoolean taken,
        CompletableFuture<Optional<InvocationResult>> outcome) {
    Invocation(String event, Instant deadline) {
        this(
                UUID.randomUUID().toString(),
                event,
                deadline,
                new AtomicBoolean(),
                new CompletableFuture<>());
    }

    /// Completes the invocation. Only the first result counts.
    void complete(InvocationResult result) {
        outcome.complete(Optional.of(result));
    }

    /// Handles the end of the runtime: fails the invocation, or returns the event if it was not
    /// fetched.
    void abandon(InvocationResult failure) {
        outcome.complete(taken.get() ? Optional.of(failure) : Optional.empty());
    }

    /// Waits for the result.
    ///
    /// @return empty if the runtime never fetched the event
    Optional<InvocationResult> await(Duration timeout) throws InterruptedException {
        try {
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Optional.of(new TimedOut());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the outcome completed exceptionally", impossible);
        }
    }
}
