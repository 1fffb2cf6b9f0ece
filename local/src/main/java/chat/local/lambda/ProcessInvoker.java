package chat.local.lambda;

import chat.local.template.Function;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Lambda with one process per execution environment: each function runs in its own JVMs, on AWS's
/// runtime interface client, with the template's environment, memory and timeout.
///
/// Guarantees: a JVM serves one invocation at a time; concurrent invocations start more JVMs, up to
/// [Scaling#environmentsMax]. A JVM whose invocation exceeds the function's timeout is killed, and
/// the result is `TimedOut`. If a JVM exits during an invocation, the result is
/// `Runtime.ExitError`. The JVMs exit with this process. Unlike on Lambda, idle JVMs are neither
/// frozen nor removed.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
///   Execution environment lifecycle</a>
public final class ProcessInvoker implements Functions {
    private final JavaRuntime runtime;
    private final DeploymentPackages packages = new DeploymentPackages(Optional.empty());
    private final Map<String, ExecutionEnvironments> functions = new ConcurrentHashMap<>();

    private final FunctionLog output;

    private ProcessInvoker(JavaRuntime runtime, FunctionLog output) {
        this.runtime = runtime;
        this.output = output;
    }

    /// Creates an invoker of these functions, without starting a JVM.
    ///
    /// @param clock used for deadlines
    /// @throws IllegalStateException if the runtime interface client does not support this machine
    static ProcessInvoker of(
            Collection<Function> functions,
            InstantSource clock,
            Scaling scaling,
            FunctionLog output) {
        var runtime = JavaRuntime.install();
        var invoker = new ProcessInvoker(runtime, output);
        invoker.packages.renew(
                functions,
                version ->
                        invoker.functions.put(
                                version.function().name(),
                                new ExecutionEnvironments(
                                        version,
                                        of -> new ExecutionEnvironment(of, runtime, output, clock),
                                        scaling)));
        return invoker;
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        var function = functions.get(functionName);
        return function == null ? new InvocationResult.NotFound() : function.invoke(event);
    }

    @Override
    public void warmUp() {
        var all = List.copyOf(functions.values());
        Thread.ofPlatform()
                .daemon()
                .name("lambda-warm-up")
                .start(() -> all.forEach(ExecutionEnvironments::warmUp));
    }

    @Override
    public void reload(Collection<Function> changed) {
        packages.renew(changed, version -> environments(version.function().name()).use(version));
    }

    /// Kills the JVMs, and forwards what they have written.
    @Override
    public void close() {
        functions.values().forEach(ExecutionEnvironments::close);
        output.awaitEnd();
        packages.close();
        runtime.close();
    }

    private ExecutionEnvironments environments(String function) {
        var environments = functions.get(function);
        if (environments == null) {
            throw new IllegalArgumentException("there is no function " + function);
        }
        return environments;
    }
}
