package chat.local.lambda;

import chat.local.lambda.InvocationResult.Failed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The JVMs of one function: one per concurrent invocation, up to a maximum; further invocations
/// wait. Idle JVMs are kept, and the most recently used one is used next.
///
/// After an invocation has waited for a while, another JVM is started, one at a time; the
/// invocation takes the first free one. A failed start fails the invocation that has waited
/// longest.
///
/// Thread-safe.
final class ExecutionEnvironments implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ExecutionEnvironments.class);

    private final Function<Version, ExecutionEnvironment> environments;
    private final Scaling scaling;
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<ExecutionEnvironment>> waiting = new ArrayDeque<>();
    private Version version;
    private boolean starting;
    private boolean closed;

    /// @param environments creates an environment whose JVM is not started yet
    ExecutionEnvironments(
            Version version,
            Function<Version, ExecutionEnvironment> environments,
            Scaling scaling) {
        this.version = version;
        this.environments = environments;
        this.scaling = scaling;
    }

    InvocationResult invoke(String event) {
        try {
            while (true) {
                var taken = take();
                try {
                    var result = taken.invoke(event);
                    if (result.isPresent()) {
                        return result.get();
                    }
                } finally {
                    give(taken);
                }
            }
        } catch (InitFailedException initFailure) {
            return initFailure.result();
        } catch (CancellationException closing) {
            return Failed.SHUTTING_DOWN;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Failed.SHUTTING_DOWN;
        }
    }

    /// Starts the first JVM, if there is none, and waits until it is ready.
    void warmUp() {
        ExecutionEnvironment first;
        synchronized (this) {
            if (closed || !all.isEmpty()) {
                return;
            }
            first = added();
        }
        init(first);
    }

    /// Switches to this version. Idle JVMs of the previous version are ended, busy ones after their
    /// invocation.
    synchronized void use(Version newer) {
        version = newer;
        Set.copyOf(idle).forEach(this::end);
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(waiter -> waiter.cancel(false));
        waiting.clear();
        Set.copyOf(all).forEach(this::end);
    }

    private ExecutionEnvironment take() throws InitFailedException, InterruptedException {
        var waiter = waiter();
        try {
            return awaited(waiter);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InitFailedException initFailure) {
                throw initFailure;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopping) {
            if (!waiter.cancel(false)) {
                var _ = waiter.thenAccept(this::give);
            }
            throw stopping;
        }
    }

    private synchronized CompletableFuture<ExecutionEnvironment> waiter() {
        if (closed) {
            throw new CancellationException();
        }
        var waiter = new CompletableFuture<ExecutionEnvironment>();
        waiting.add(waiter);
        serve();
        if (all.isEmpty()) {
            grow();
        }
        return waiter;
    }

    private ExecutionEnvironment awaited(CompletableFuture<ExecutionEnvironment> waiter)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return waiter.get(scaling.patience().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException noneFree) {
                grow();
            }
        }
    }

    private synchronized void grow() {
        if (!closed && !starting && !waiting.isEmpty() && all.size() < scaling.environmentsMax()) {
            var another = added();
            Thread.ofVirtual().name("lambda-init").start(() -> init(another));
        }
    }

    private synchronized void give(ExecutionEnvironment free) {
        if (all.contains(free)) {
            idle.add(free);
            serve();
        }
    }

    /// Assigns idle JVMs to waiting invocations.
    private void serve() {
        for (var unusable : idle.stream().filter(e -> !e.isUsableFor(version)).toList()) {
            end(unusable);
        }
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            if (waiting.remove().complete(idle.getLast())) {
                idle.removeLast();
            }
        }
    }

    private ExecutionEnvironment added() {
        var environment = environments.apply(version);
        all.add(environment);
        starting = true;
        return environment;
    }

    private void init(ExecutionEnvironment environment) {
        try {
            environment.init(scaling.initTimeout());
            ready(environment);
        } catch (InitFailedException initFailure) {
            failed(environment, initFailure);
        }
    }

    private synchronized void ready(ExecutionEnvironment environment) {
        starting = false;
        give(environment);
    }

    private synchronized void failed(ExecutionEnvironment environment, InitFailedException why) {
        starting = false;
        end(environment);
        if (!closed) {
            log.error("{}", why.getMessage(), why.getCause());
            var longest = waiting.poll();
            if (longest != null) {
                longest.completeExceptionally(why);
            }
        }
    }

    private void end(ExecutionEnvironment environment) {
        idle.remove(environment);
        all.remove(environment);
        environment.close();
    }
}
