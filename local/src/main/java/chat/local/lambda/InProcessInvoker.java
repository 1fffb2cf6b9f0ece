package chat.local.lambda;

import chat.local.template.Function;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Lambda in this JVM: each function is loaded from its jar, receives its own environment, and is
/// invoked with JSON through the serializers of Lambda's Java runtime.
///
/// Guarantees: a handler is constructed once, at its first invocation or by [#warmUp]. Invocations
/// run concurrently, each on its own virtual thread. An invocation that exceeds the function's
/// timeout is interrupted and returns `TimedOut`. An exception of a handler is logged with its
/// stack trace and returned as `Failed`. Unlike Lambda, a function has one instance for all
/// concurrent invocations, and memory is not limited.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Java handlers</a>
public final class InProcessInvoker implements Functions {
    private final InstantSource clock;
    private final DeploymentPackages packages;
    private final WarmUp warmUp = new WarmUp();
    private final Map<String, LocalFunction> functions = new ConcurrentHashMap<>();

    private InProcessInvoker(InstantSource clock, Optional<SharedCode> shared) {
        this.clock = clock;
        this.packages = new DeploymentPackages(shared);
    }

    /// Creates an invoker of these functions, without loading code.
    ///
    /// @param clock used for a handler's remaining time
    /// @param shared code that other invokers run too
    static InProcessInvoker of(
            Collection<Function> functions, InstantSource clock, Optional<SharedCode> shared) {
        var invoker = new InProcessInvoker(clock, shared);
        invoker.reload(functions);
        return invoker;
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        var function = functions.get(functionName);
        Optional<InvocationResult> result = Optional.empty();
        while (function != null && result.isEmpty()) {
            result = function.invoke(event);
            function = functions.get(functionName); // A newer version, if this one was retired.
        }
        return result.orElseGet(InvocationResult.NotFound::new);
    }

    @Override
    public void warmUp() {
        functions.values().forEach(function -> warmUp.add(function::warmUp));
    }

    @Override
    public void reload(Collection<Function> changed) {
        packages.renew(
                changed,
                version ->
                        functions.put(
                                version.function().name(), new LocalFunction(version, clock)));
    }

    /// Closes the jars, as soon as no handler is being constructed from them.
    @Override
    public void close() {
        warmUp.close();
        packages.close();
    }
}
