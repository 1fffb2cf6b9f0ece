package chat.local.lambda;

import chat.local.template.Function;

import java.time.InstantSource;
import java.util.Collection;

/// The functions of a stack, ready to be invoked.
public interface Functions extends Invoker, AutoCloseable {
    /// Functions that are run in a mode. No code is loaded yet.
    ///
    /// @param clock what handlers measure their remaining time by
    /// @throws IllegalStateException if this machine cannot run them so
    static Functions open(LambdaMode mode, Collection<Function> functions, InstantSource clock) {
        return switch (mode) {
            case IN_PROCESS -> InProcessInvoker.of(functions, clock);
            case PROCESS ->
                    ProcessInvoker.of(
                            functions,
                            clock,
                            Scaling.DEFAULT,
                            new FunctionLog(System.out, System.err));
        };
    }

    /// Makes all handlers in the background, one after the other, so that the first request need
    /// not wait for it. One that cannot be made is logged now, and fails every invocation until it
    /// can.
    void warmUp();

    /// Takes new code for functions that are there already. Invocations that begin from now on run
    /// it; those under way finish on the code they began with.
    ///
    /// @param changed as [Function#code] names it now; a path may be the old one with new content
    void reload(Collection<Function> changed);

    /// Ends them. Invocations that still run may fail.
    @Override
    void close();
}
