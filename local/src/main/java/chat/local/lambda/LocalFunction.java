package chat.local.lambda;

import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.template.Function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A function in this JVM: its handler, constructed once, and its invocations, each on its own
/// virtual thread.
///
/// If a handler could not be constructed, the next invocation tries again, as on Lambda.
///
/// Thread-safe.
final class LocalFunction {
    private static final Logger log = LoggerFactory.getLogger(LocalFunction.class);

    private final Function function;
    private final DeploymentPackage code;
    private final InstantSource clock;
    private volatile @Nullable RequestStreamHandler handler;

    LocalFunction(Version version, InstantSource clock) {
        this.function = version.function();
        this.code = version.code();
        this.clock = clock;
    }

    /// Constructs the handler if necessary. A failure is logged and returned by the next
    /// invocation.
    void warmUp() {
        if (!code.enter()) {
            return;
        }
        try {
            handler();
        } catch (InitFailedException initFailure) {
            log.error("{}", initFailure.getMessage(), initFailure.getCause());
        } finally {
            code.leave();
        }
    }

    /// @return empty if the code is retired
    Optional<InvocationResult> invoke(String event) {
        if (!code.enter()) {
            return Optional.empty();
        }
        try {
            var ready = handler();
            return Optional.of(run(new FutureTask<>(() -> answer(ready, event))));
        } catch (InitFailedException initFailure) {
            code.leave();
            log.error("{}", initFailure.getMessage(), initFailure.getCause());
            return Optional.of(initFailure.result());
        }
    }

    /// Leaves the code when the handler ends, which may be long after its timeout.
    private InvocationResult run(FutureTask<String> task) {
        Thread.ofVirtual()
                .name("lambda-" + function.name())
                .start(
                        () -> {
                            task.run();
                            code.leave();
                        });
        try {
            return new Returned(task.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            task.cancel(true);
            log.error("{}: timed out after {}", function.name(), function.timeout());
            return new TimedOut();
        } catch (ExecutionException thrown) {
            return failed(thrown.getCause());
        } catch (InterruptedException stopping) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Failed.SHUTTING_DOWN;
        }
    }

    private String answer(RequestStreamHandler ready, String event) throws IOException {
        Thread.currentThread().setContextClassLoader(code.loader());
        var context =
                new InvocationContext(
                        function,
                        UUID.randomUUID().toString(),
                        clock.instant().plus(function.timeout()),
                        clock);
        var answer = new ByteArrayOutputStream();
        ready.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context);
        return answer.toString(StandardCharsets.UTF_8);
    }

    private Failed failed(@Nullable Throwable thrown) {
        Throwable failure = Objects.requireNonNull(thrown, "the ExecutionException has no cause");
        log.error("{}: the handler threw", function.name(), failure);
        return new Failed(
                failure.getClass().getName(), Objects.requireNonNullElse(failure.getMessage(), ""));
    }

    private RequestStreamHandler handler() throws InitFailedException {
        var made = handler;
        return made != null ? made : makeOnce();
    }

    private synchronized RequestStreamHandler makeOnce() throws InitFailedException {
        var made = handler;
        if (made == null) {
            made = make();
            handler = made;
        }
        return made;
    }

    private RequestStreamHandler make() throws InitFailedException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try {
            ClassLoader loader = code.loader();
            thread.setContextClassLoader(loader);
            return Handlers.make(function, loader);
        } catch (IOException
                | ReflectiveOperationException
                | RuntimeException
                | LinkageError failure) {
            throw new InitFailedException(function, Handlers.unwrapped(failure));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
