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

/// One run of one function. At every call to a port somebody else may go on, and the call, or the
/// function with it, may fail. Its clock is off by as much as its environment's.
final class Invocation {
    private static final long MILLIS_MICROS = 1_000;
    private static final long BACKOFF_FIRST_MICROS = 5 * MILLIS_MICROS;
    private static final long BACKOFF_MICROS_MAX = 100 * MILLIS_MICROS;
    private static final Duration CALL = Duration.ofMillis(3);
    private static final Duration LOST_ANSWER = Duration.ofSeconds(1);
    private static final Duration SLOW_LEAST = Duration.ofMillis(100);
    private static final Duration SLOW_MOST = Duration.ofSeconds(8);

    private final World world;
    private final String name;
    private final World.Environment environment;
    private boolean over;
    private Runnable death = () -> {};

    /// A call that failed, as the AWS SDK says it.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String call) {
            super(call, null, false, false);
        }
    }

    /// @param name of the function and what it works on, for the trace
    Invocation(World world, String name) {
        this.world = world;
        this.name = name;
        this.environment = world.environment();
    }

    String name() {
        return name;
    }

    /// The name of the process it runs in.
    String process() {
        return environment.name();
    }

    /// Runs a function.
    ///
    /// @param then called once: with what the body returned, or with nothing if it threw, died or
    ///   took too long
    <R> void run(Duration timeout, Supplier<R> body, Consumer<Optional<R>> then) {
        death =
                () -> {
                    over = true;
                    world.loop()
                            .after(world.dice().around(CALL), () -> then.accept(Optional.empty()));
                };
        world.loop()
                .after(
                        timeout,
                        () -> {
                            if (!over) {
                                world.trace(name, () -> "times out");
                                death.run();
                            }
                        });
        start(
                () -> {
                    Optional<R> result;
                    try {
                        result = Optional.of(body.get());
                    } catch (Failure failure) {
                        world.trace(name, () -> "fails: " + failure.getMessage());
                        result = Optional.empty();
                    }
                    over = true;
                    then.accept(result);
                });
    }

    /// Starts something that dies with the function.
    void start(Runnable body) {
        resume(new Coroutine(body));
    }

    private void resume(Coroutine coroutine) {
        if (!over) {
            @Nullable Coroutine outer = world.running();
            world.running(coroutine);
            coroutine.resume();
            world.running(outer);
        }
    }

    /// Lets others go on.
    void pause(long micros) {
        Coroutine me = me();
        world.loop().after(micros, () -> resume(me));
        Coroutine.suspend();
    }

    private Coroutine me() {
        Coroutine me = world.running();
        if (me == null) {
            throw new IllegalStateException("no function is running");
        }
        return me;
    }

    /// Calls a port, some time from now, whatever may go wrong with it.
    <T> T call(String port, Supplier<T> effect) {
        boolean slow = world.strikes(Fault.CALL_SLOW);
        pause(slow ? world.dice().between(SLOW_LEAST, SLOW_MOST) : world.dice().around(CALL));
        if (world.strikes(Fault.DIES_BEFORE_CALL)) {
            die("before " + port);
        }
        if (world.strikes(Fault.CALL_FAILS)) {
            throw new Failure(port);
        }
        T answer = effect.get();
        world.trace(name, () -> port + " → " + Printed.of(answer));
        if (world.strikes(Fault.DIES_AFTER_CALL)) {
            die("after " + port);
        }
        if (world.strikes(Fault.CALL_UNANSWERED)) {
            pause(Loop.micros(LOST_ANSWER));
            throw new Failure(port + ", unanswered");
        }
        if (world.strikes(Fault.CALL_REPEATED)) {
            pause(Loop.micros(LOST_ANSWER));
            T second = effect.get();
            world.trace(name, () -> port + ", repeated → " + Printed.of(second));
            return second;
        }
        return answer;
    }

    /// Calls a port that answers nothing.
    void call(String port, Runnable effect) {
        call(
                port,
                () -> {
                    effect.run();
                    return "done";
                });
    }

    /// Ends the function here and now.
    void die(String when) {
        world.trace(name, () -> "dies " + when);
        death.run();
        Coroutine.suspend();
    }

    /// The clock of the function's environment.
    InstantSource clock() {
        return () -> world.now().plus(environment.skew());
    }

    /// Full jitter, as in production.
    Backoff backoff() {
        return attempt -> {
            long bound = BACKOFF_FIRST_MICROS << Math.min(attempt - 1, 10);
            pause((long) (world.dice().nextDouble() * Math.min(BACKOFF_MICROS_MAX, bound)));
        };
    }

    /// Runs calls side by side: who goes on is decided at each of their calls.
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
                    world.loop().after(0, () -> start(() -> run(branch, caller)));
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
                world.loop().after(0, () -> resume(caller));
            }
        }
    }
}
