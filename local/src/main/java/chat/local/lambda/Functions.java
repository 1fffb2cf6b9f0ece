package chat.local.lambda;

import chat.local.template.Function;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The functions of a stack, which can be invoked.
public interface Functions extends Invoker, AutoCloseable {
    /// Creates the functions in the given mode, without loading code.
    ///
    /// @param clock used for a handler's remaining time
    /// @param shared code that other stacks in this JVM run too; processes do not share code
    /// @throws IllegalStateException if this machine does not support the mode
    static Functions open(
            LambdaMode mode,
            Collection<Function> functions,
            InstantSource clock,
            Optional<SharedCode> shared) {
        return switch (mode) {
            case IN_PROCESS -> InProcessInvoker.of(functions, clock, shared);
            case PROCESS ->
                    ProcessInvoker.of(
                            functions,
                            clock,
                            Scaling.DEFAULT,
                            new FunctionLog(System.out, System.err));
        };
    }

    /// Creates a single function, which runs in at most one JVM, on AWS's runtime interface client.
    ///
    /// @param output receives the function's output
    /// @throws IllegalStateException if the runtime interface client does not support this machine
    static Functions alone(Function function, InstantSource clock, PrintStream output) {
        return ProcessInvoker.of(
                List.of(function), clock, Scaling.ALONE, new FunctionLog(output, output));
    }

    /// Constructs all handlers in the background, one after the other, so that the first request
    /// does not wait. A failure is logged and repeated at each invocation until the handler can be
    /// constructed.
    void warmUp();

    /// Replaces the code of existing functions. New invocations run the new code; running ones
    /// finish on the code they started with.
    ///
    /// @param changed with the new [Function#code]; its path may be the old one with new content
    void reload(Collection<Function> changed);

    /// Ends the functions. Invocations that are still running may fail.
    @Override
    void close();
}
