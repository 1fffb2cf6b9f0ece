package chat.port;

import java.util.List;
import java.util.function.Supplier;

/// Runs independent calls in parallel. Services use concurrency only through this port.
public interface Parallel {
    /// Runs all calls and, when all have ended, returns their results in order. If calls fail, it
    /// throws the first failure with the others suppressed in it.
    <T> List<T> all(List<Supplier<T>> calls);

    /// Runs two calls.
    default <A, B> Both<A, B> both(Supplier<A> first, Supplier<B> second) {
        record Result<A, B>(List<A> first, List<B> second) {}
        List<Supplier<Result<A, B>>> calls =
                List.of(
                        () -> new Result<>(List.of(first.get()), List.of()),
                        () -> new Result<>(List.of(), List.of(second.get())));
        List<Result<A, B>> results = all(calls);
        return new Both<>(
                results.getFirst().first().getFirst(), results.getLast().second().getFirst());
    }

    /// The results of two calls.
    record Both<A, B>(A first, B second) {}
}
