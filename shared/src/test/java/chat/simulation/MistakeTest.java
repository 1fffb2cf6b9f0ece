package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// The checkers find every deliberate mistake. As many mistakes as there are processors are tried
/// at once.
@Execution(ExecutionMode.CONCURRENT)
final class MistakeTest {
    private static final long SEEDS_MAX = 3_000;

    /// Mistakes that only rare histories show. To save time the search begins shortly before the
    /// first of them.
    private static final Map<Mistake, Long> BEGINNINGS =
            Map.of(
                    Mistake.REMOVAL_FINISHED_WITHOUT_ITS_BLOCK, 2_900L,
                    Mistake.BLOCK_STORED_WITHOUT_ITS_VERSION, 1_400L,
                    Mistake.QUEUE_WITHOUT_DELAY, 2_500L,
                    Mistake.DAY_BEFORE_NOT_READ, 1_300L,
                    Mistake.AFTER_NAMES_THE_PREVIOUS_FRAME, 600L,
                    Mistake.NOTHING_SETTLED, 550L,
                    Mistake.ROWS_NOT_SETTLED, 550L);

    @ParameterizedTest
    @EnumSource
    void everyMistakeIsFound(Mistake mistake) {
        OptionalLong found =
                LongStream.rangeClosed(BEGINNINGS.getOrDefault(mistake, 1L), SEEDS_MAX)
                        .filter(seed -> fails(seed, mistake, mistake))
                        .findFirst();

        assertThat(found).isPresent();
        assertThat(fails(found.getAsLong(), Alteration.NONE, mistake)).isFalse();
        System.out.printf("%s: found by seed %d%n", mistake, found.getAsLong());
    }

    private static boolean fails(long seed, Alteration alteration, Mistake mistake) {
        return Simulation.run(seed, alteration, mistake.kind(), false).violation().isPresent();
    }
}
