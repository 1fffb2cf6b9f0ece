package chat.local.lambda;

import chat.local.template.Function;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Functions that run no more invocations at once than their reserved concurrency allows. Others
/// are throttled; with a reserved concurrency of zero, all are.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Configuring
///   reserved concurrency</a>
public final class ReservedConcurrency implements Invoker {
    private final Invoker invoker;
    private final Map<String, Semaphore> reserved = new HashMap<>();

    /// @param invoker runs the functions
    public ReservedConcurrency(Invoker invoker, Collection<Function> functions) {
        this.invoker = invoker;
        functions.forEach(
                function ->
                        function.reservedConcurrency()
                                .ifPresent(
                                        most ->
                                                reserved.put(
                                                        function.name(), new Semaphore(most))));
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        Semaphore free = reserved.get(functionName);
        if (free == null) {
            return invoker.invoke(functionName, event);
        }
        if (!free.tryAcquire()) {
            return InvocationResult.Failed.THROTTLED;
        }
        try {
            return invoker.invoke(functionName, event);
        } finally {
            free.release();
        }
    }
}
