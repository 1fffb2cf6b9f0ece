package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

final class RandomBackoffTest {
    /// The bounds requested from the generator, which always returns the shortest wait.
    private final List<Long> bounds = new ArrayList<>();

    private final RandomBackoff backoff = new RandomBackoff(shortest());

    @ParameterizedTest
    @CsvSource({
        "1, 5",
        "2, 10",
        "3, 20",
        "4, 40",
        "5, 80",
        "6, 100",
        "7, 100",
        "100, 100",
        "2147483647, 100"
    })
    void theMaximumWaitDoublesUpToATenthOfASecond(int attempt, long millis) {
        backoff.pause(attempt);

        assertThat(bounds).containsExactly(millis);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> backoff.pause(1)).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private RandomGenerator shortest() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new IllegalStateException("asked for a number without a bound");
            }

            @Override
            public long nextLong(long bound) {
                bounds.add(bound);
                return 0;
            }
        };
    }
}
