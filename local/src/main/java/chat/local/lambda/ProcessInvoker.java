package chat.local.lambda;

import chat.local.template.Function;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Lambda with a process per execution environment: each function runs in JVMs of its own, on AWS's
/// runtime interface client, with the template's environment, memory and timeout.
///
/// Guarantees: a JVM serves one invocation at a time, further ones start more JVMs, up to
/// [Scaling#environmentsMax]; one that outlasts the function's timeout is killed and answered
/// `TimedOut`; a JVM that ends during an invocation answers `Runtime.ExitError`; the JVMs end with
/// this process. Unlike Lambda's, idle JVMs are neither frozen nor taken away.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
///   Execution environment lifecycle</a>
public final class ProcessInvoker implements Functions {
    private final JavaRuntime runtime;
    private final DeploymentPackages packages = new DeploymentPackages();
    private final Map<String, ExecutionEnvironments> functions = new ConcurrentHashMap<>();

    private ProcessInvoker(JavaRuntime runtime) {
        this.runtime = runtime;
    }

    /// An invoker of these functions. No JVM is started yet.
    ///
    /// @param clock what deadlines are told by
    /// @throws IllegalStateException if there is no runtime interface client for this machine
    static ProcessInvoker of(
            Collection<Function> functions,
            InstantSource clock,
            Scaling scaling,
            FunctionLog output) {
        var runtime = JavaRuntime.install();
        var invoker = new ProcessInvoker(runtime);
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

    /// Kills the JVMs.
    @Override
    public void close() {
        functions.values().forEach(ExecutionEnvironments::close);
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
