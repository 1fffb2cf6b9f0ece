package chat.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The contract of [Parallel].
public interface ParallelContract {
    /// Returns the implementation under test.
    Parallel parallel();

    @Test
    default void noCallsGiveNoResults() {
        assertThat(parallel().all(List.<Supplier<String>>of())).isEmpty();
    }

    @Test
    default void resultsAreInTheOrderOfTheCalls() {
        List<Integer> numbers = List.of(5, 3, 9, 1, 7);

        assertThat(parallel().all(Calls.each(numbers, n -> n * n)))
                .containsExactly(25, 9, 81, 1, 49);
    }

    @Test
    default void bothCallsMayReturnDifferentTypes() {
        assertThat(parallel().both(() -> "one", () -> 2)).isEqualTo(new Parallel.Both<>("one", 2));
    }

    @Test
    default void everyCallRunsEvenIfOthersFail() {
        var ran = new AtomicInteger();
        List<Supplier<Integer>> calls =
                List.of(
                        ran::incrementAndGet,
                        () -> fail("first"),
                        ran::incrementAndGet,
                        () -> fail("second"),
                        ran::incrementAndGet);

        assertThatThrownBy(() -> parallel().all(calls))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first")
                .satisfies(
                        failure ->
                                assertThat(failure.getSuppressed())
                                        .extracting(Throwable::getMessage)
                                        .containsExactly("second"));
        assertThat(ran).hasValue(3);
    }

    private static int fail(String message) {
        throw new IllegalStateException(message);
    }
}
