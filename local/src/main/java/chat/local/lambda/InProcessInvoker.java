package chat.local.lambda;

import static java.util.stream.Collectors.toUnmodifiableMap;

import chat.local.template.Function;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Lambda in this JVM: each function is loaded from its jar, given its own environment, and invoked
/// with JSON through the serializers of Lambda's Java runtime.
///
/// Guarantees: a handler is made once, at its first invocation or by [#warmUp]; invocations run
/// concurrently, each on its own virtual thread; one that outlasts the function's timeout is
/// interrupted and answered `TimedOut`; whatever a handler throws is logged with its stack trace
/// and answered `Failed`. Unlike Lambda, a function has one instance for all concurrent
/// invocations, and memory is not limited.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Java handlers</a>
public final class InProcessInvoker implements Invoker, AutoCloseable {
    private final CodeLoaders code;
    private final Map<String, LocalFunction> functions;

    private InProcessInvoker(CodeLoaders code, Map<String, LocalFunction> functions) {
        this.code = code;
        this.functions = functions;
    }

    /// An invoker of these functions. Nothing is loaded yet.
    ///
    /// @param clock what handlers measure their remaining time by
    public static InProcessInvoker of(Collection<Function> functions, InstantSource clock) {
        var code = new CodeLoaders();
        return new InProcessInvoker(
                code,
                functions.stream()
                        .collect(
                                toUnmodifiableMap(
                                        Function::name,
                                        function -> new LocalFunction(function, code, clock))));
    }

    /// Makes all handlers in the background, so that the first request need not wait for it. One
    /// that cannot be made is logged now, and fails every invocation until it can.
    public void warmUp() {
        var all = List.copyOf(functions.values());
        Thread.ofPlatform()
                .daemon()
                .name("lambda-warm-up")
                .start(() -> all.forEach(LocalFunction::warmUp));
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        var function = functions.get(functionName);
        return function == null ? new InvocationResult.NotFound() : function.invoke(event);
    }

    /// Closes the jars. Invocations that still run may fail.
    @Override
    public void close() {
        code.close();
    }
}
