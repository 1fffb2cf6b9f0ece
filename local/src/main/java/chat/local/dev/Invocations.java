package chat.local.dev;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;
import chat.local.template.Function;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Counts the invocations of each function, by any caller.
///
/// Thread-safe and cheap: a few atomic additions per call.
final class Invocations {
    private final Map<String, Counts> counts = new TreeMap<>();

    /// @param functions all functions of the stack; others are not counted
    Invocations(List<Function> functions) {
        functions.forEach(function -> counts.put(function.name(), new Counts()));
    }

    private static final class Counts {
        private final AtomicLong invocations = new AtomicLong();
        private final AtomicLong failures = new AtomicLong();
        private final AtomicLong timeouts = new AtomicLong();
        private final AtomicInteger running = new AtomicInteger();
        private final Latencies latencies = new Latencies();
        private volatile @Nullable String lastError;

        private void ended(InvocationResult result, Duration took) {
            latencies.add(took);
            switch (result) {
                case InvocationResult.Failed(String type, String message) -> {
                    failures.incrementAndGet();
                    lastError = type + ": " + message;
                }
                case InvocationResult.TimedOut() -> {
                    timeouts.incrementAndGet();
                    lastError = "timed out after " + took.toMillis() + " ms";
                }
                case InvocationResult.Returned _, InvocationResult.NotFound _ -> {}
            }
        }
    }

    /// Wraps an invoker and counts its calls.
    Invoker counting(Invoker invoker) {
        return (function, event) -> {
            Counts called = counts.get(function);
            return called == null
                    ? invoker.invoke(function, event)
                    : invoke(called, () -> invoker.invoke(function, event));
        };
    }

    private static InvocationResult invoke(Counts called, Supplier<InvocationResult> call) {
        called.invocations.incrementAndGet();
        called.running.incrementAndGet();
        long begin = System.nanoTime();
        try {
            InvocationResult result = call.get();
            called.ended(result, Duration.ofNanos(System.nanoTime() - begin));
            return result;
        } finally {
            called.running.decrementAndGet();
        }
    }

    /// The current state of the functions, by name.
    List<State.FunctionState> state() {
        return counts.entrySet().stream().map(e -> state(e.getKey(), e.getValue())).toList();
    }

    private static State.FunctionState state(String name, Counts counted) {
        var percentiles = counted.latencies.percentiles();
        String error = counted.lastError;
        return new State.FunctionState(
                name,
                counted.invocations.get(),
                counted.failures.get(),
                counted.timeouts.get(),
                counted.running.get(),
                percentiles.p50(),
                percentiles.p99(),
                error == null ? null : Shown.line(error));
    }
}
