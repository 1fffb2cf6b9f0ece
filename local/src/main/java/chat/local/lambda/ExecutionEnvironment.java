package chat.local.lambda;

import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.template.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A JVM of a function, called an execution environment by Lambda. Serves one invocation at a time,
/// and is ended if one exceeds the function's timeout.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
///   Execution environment lifecycle</a>
final class ExecutionEnvironment implements RuntimeApi.Service, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ExecutionEnvironment.class);

    private final Version version;
    private final Function function;
    private final JavaRuntime runtime;
    private final FunctionLog output;
    private final InstantSource clock;
    private final CompletableFuture<Optional<RuntimeError>> init = new CompletableFuture<>();
    private final BlockingQueue<Invocation> events = new LinkedBlockingQueue<>();
    private volatile @Nullable Invocation current;
    private volatile boolean brokenCode;
    private boolean closed;
    private @Nullable RuntimeApi api;
    private volatile @Nullable Process process;

    /// Enters the version's code; [#init] starts the JVM.
    ///
    /// @throws IllegalStateException if the code is retired
    ExecutionEnvironment(
            Version version, JavaRuntime runtime, FunctionLog output, InstantSource clock) {
        if (!version.code().enter()) {
            throw new IllegalStateException(version + " is retired");
        }
        this.version = version;
        this.function = version.function();
        this.runtime = runtime;
        this.output = output;
        this.clock = clock;
    }

    /// Starts the JVM and waits until the handler is constructed.
    ///
    /// @throws InitFailedException if it cannot be constructed, or not in time
    void init(Duration timeout) throws InitFailedException {
        try {
            start();
            var error = init.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (error.isPresent()) {
                throw initFailure(error.get());
            }
        } catch (IOException notStarted) {
            throw new InitFailedException(function, notStarted);
        } catch (TimeoutException late) {
            throw initFailure(
                    new RuntimeError("Sandbox.Timedout", "not ready after " + timeout, true));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InitFailedException(function, stopping);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("init completed exceptionally", impossible);
        }
    }

    /// Passes an event to the handler and waits for the result, at most for the function's timeout.
    ///
    /// @return empty if the JVM exited before it could fetch the event
    Optional<InvocationResult> invoke(String event) throws InterruptedException {
        var invocation = new Invocation(event, clock.instant().plus(function.timeout()));
        current = invocation; // Before the check, so that a JVM that exits later ends it.
        if (!isAlive()) {
            return Optional.empty();
        }
        events.add(invocation);
        boolean free = false;
        try {
            var result = invocation.await(function.timeout());
            free = !(result.isPresent() && result.get() instanceof TimedOut);
            if (!free) {
                log.error("{}: timed out after {}", function.name(), function.timeout());
            }
            return result;
        } finally {
            current = null;
            if (!free) {
                close(); // The handler may still be running.
            }
        }
    }

    /// Whether the environment can serve another invocation with this version.
    boolean isUsableFor(Version wanted) {
        return version.equals(wanted) && !brokenCode && isAlive();
    }

    /// Kills the JVM with a signal that it cannot handle, like Lambda.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        init.complete(Optional.of(RuntimeError.ofExit(RuntimeError.KILLED)));
        var running = process;
        if (running != null) {
            running.toHandle().destroyForcibly(); // Keeps the pipes open for the last lines.
        }
        if (api != null) {
            api.close();
        }
        version.code().leave();
    }

    @Override
    public Invocation next() throws InterruptedException {
        init.complete(Optional.empty());
        var invocation = events.take();
        invocation.taken().set(true);
        return invocation;
    }

    @Override
    public void initFailed(RuntimeError error) {
        init.complete(Optional.of(error));
    }

    @Override
    public boolean responded(String requestId, String payload) {
        return complete(requestId, new Returned(payload));
    }

    @Override
    public boolean failed(String requestId, RuntimeError error) {
        if (error.ofCode()) {
            brokenCode = true; // The next invocation starts a new JVM.
            var initFailure = initFailure(error);
            log.error("{}", initFailure.getMessage());
            return complete(requestId, initFailure.result());
        }
        return complete(requestId, new Failed(error.type(), error.message()));
    }

    private synchronized void start() throws IOException {
        if (closed) {
            return;
        }
        var opened = RuntimeApi.open(this, InvocationContext.arn(function));
        api = opened;
        var started = runtime.start(function, version.code().taskRoot(), opened.address());
        process = started;
        output.forward(function.name(), started);
        var _ = started.onExit().thenAccept(ended -> ended(ended.exitValue()));
    }

    private boolean isAlive() {
        var running = process;
        return running != null && running.isAlive();
    }

    private boolean complete(String requestId, InvocationResult result) {
        var invocation = current;
        if (invocation == null || !invocation.requestId().equals(requestId)) {
            return false;
        }
        invocation.complete(result);
        return true;
    }

    private InitFailedException initFailure(RuntimeError error) {
        return new InitFailedException(
                function, error.type(), error.type() + ": " + error.message());
    }

    private void ended(int status) {
        var error = RuntimeError.ofExit(status);
        init.complete(Optional.of(error));
        var invocation = current;
        if (invocation != null) {
            log.error("{}: {}", function.name(), error.message());
            String message = "RequestId: " + invocation.requestId() + " Error: " + error.message();
            invocation.abandon(new Failed(error.type(), message));
        }
    }
}
