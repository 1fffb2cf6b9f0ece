package chat.simulation;

import chat.port.Backoff;
import chat.port.Parallel;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One invocation of a function. Each call to a port suspends it, so that others run, and may fail
/// or end it. Its clock is that of its execution environment.
final class Invocation {
    private static final long MILLIS_MICROS = 1_000;
    private static final long BACKOFF_FIRST_MICROS = 5 * MILLIS_MICROS;
    private static final long BACKOFF_MICROS_MAX = 100 * MILLIS_MICROS;
    private static final Duration CALL = Duration.ofMillis(3);
    private static final Duration LOST_ANSWER = Duration.ofSeconds(1);
    private static final Duration SLOW_LEAST = Duration.ofMillis(100);
    private static final Duration SLOW_MOST = Duration.ofSeconds(8);

    private final SimulatedSystem system;
    private final String name;
    private final Conditions.Environment environment;
    private boolean over;
    private Runnable death = () -> {};

    /// A failed call, as the AWS SDK reports it.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String call) {
            super(call, null, false, false);
        }
    }

    /// @param name the function and its input, for the trace
    Invocation(SimulatedSystem system, String name) {
        this.system = system;
        this.name = name;
        this.environment = system.conditions().environment();
    }

    String name() {
        return name;
    }

    /// The name of the execution environment.
    String process() {
        return environment.name();
    }

    /// Runs the function.
    ///
    /// @param then called once: with the result of the body, or empty if it threw, died or timed
    ///   out
    <R> void run(Duration timeout, Supplier<R> body, Consumer<Optional<R>> then) {
        death =
                () -> {
                    over = true;
                    system.loop()
                            .after(
                                    system.random().around(CALL),
                                    () -> then.accept(Optional.empty()));
                };
        system.loop()
                .after(
                        timeout,
                        () -> {
                            if (!over) {
                                system.trace(name, () -> "times out");
                                death.run();
                            }
                        });
        start(
                () -> {
                    Optional<R> result;
                    try {
                        result = Optional.of(body.get());
                    } catch (Failure failure) {
                        system.trace(name, () -> "fails: " + failure.getMessage());
                        result = Optional.empty();
                    }
                    over = true;
                    then.accept(result);
                });
    }

    /// Starts a coroutine that ends with the function.
    void start(Runnable body) {
        resume(new Coroutine(body));
    }

    private void resume(Coroutine coroutine) {
        if (!over) {
            @Nullable Coroutine outer = system.running();
            system.running(coroutine);
            coroutine.resume();
            system.running(outer);
        }
    }

    /// Suspends the caller for a time, so that others run.
    void pause(long micros) {
        Coroutine me = me();
        system.loop().after(micros, () -> resume(me));
        Coroutine.suspend();
    }

    private Coroutine me() {
        Coroutine me = system.running();
        if (me == null) {
            throw new IllegalStateException("no function is running");
        }
        return me;
    }

    /// Calls a port after a short delay, with the faults of the history.
    <T> T call(String port, Supplier<T> effect) {
        boolean slow = system.injects(Fault.CALL_SLOW);
        pause(slow ? system.random().between(SLOW_LEAST, SLOW_MOST) : system.random().around(CALL));
        if (system.injects(Fault.DIES_BEFORE_CALL)) {
            die("before " + port);
        }
        if (system.injects(Fault.CALL_FAILS)) {
            throw new Failure(port);
        }
        T answer = effect.get();
        system.trace(name, () -> port + " → " + TraceFormat.of(answer));
        if (system.injects(Fault.DIES_AFTER_CALL)) {
            die("after " + port);
        }
        if (system.injects(Fault.CALL_UNANSWERED)) {
            pause(EventLoop.micros(LOST_ANSWER));
            throw new Failure(port + ", unanswered");
        }
        if (system.injects(Fault.CALL_REPEATED)) {
            pause(EventLoop.micros(LOST_ANSWER));
            T second = effect.get();
            system.trace(name, () -> port + ", repeated → " + TraceFormat.of(second));
            return second;
        }
        return answer;
    }

    /// Calls a port that returns nothing.
    void call(String port, Runnable effect) {
        call(
                port,
                () -> {
                    effect.run();
                    return "done";
                });
    }

    /// Ends the function at this point.
    void die(String when) {
        system.trace(name, () -> "dies " + when);
        death.run();
        Coroutine.suspend();
    }

    /// The clock of the execution environment.
    InstantSource clock() {
        return () -> system.now().plus(environment.skew());
    }

    /// Full jitter, as in production.
    Backoff backoff() {
        return attempt -> {
            long bound = BACKOFF_FIRST_MICROS << Math.min(attempt - 1, 10);
            pause((long) (system.random().nextDouble() * Math.min(BACKOFF_MICROS_MAX, bound)));
        };
    }

    /// Runs calls concurrently: they interleave at each call to a port.
    Parallel parallel() {
        return new Parallel() {
            @Override
            public <T> List<T> all(List<Supplier<T>> calls) {
                return calls.size() == 1
                        ? List.of(calls.getFirst().get())
                        : new Branches<>(calls).join();
            }
        };
    }

    private final class Branches<T> {
        private final List<Supplier<T>> calls;
        private final List<Optional<T>> results = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();
        private int running;

        Branches(List<Supplier<T>> calls) {
            this.calls = calls;
            calls.forEach(_ -> results.add(Optional.empty()));
            running = calls.size();
        }

        List<T> join() {
            if (running > 0) {
                Coroutine caller = me();
                for (int i = 0; i < calls.size(); i++) {
                    int branch = i;
                    system.loop().after(0, () -> start(() -> run(branch, caller)));
                }
                Coroutine.suspend();
            }
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            return results.stream().map(Optional::orElseThrow).toList();
        }

        private void run(int branch, Coroutine caller) {
            try {
                results.set(branch, Optional.of(calls.get(branch).get()));
            } catch (Failure failure) {
                failures.add(failure);
            }
            if (--running == 0) {
                system.loop().after(0, () -> resume(caller));
            }
        }
    }
}
