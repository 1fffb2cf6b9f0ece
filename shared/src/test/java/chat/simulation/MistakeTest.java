package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.OptionalLong;
import java.util.stream.LongStream;

/// The checkers find every deliberate mistake. As many mistakes as there are processors are tried
/// at once.
@Execution(ExecutionMode.CONCURRENT)
final class MistakeTest {
    private static final long SEEDS_MAX = 3_000;

    @ParameterizedTest
    @EnumSource
    void everyMistakeIsFound(Mistake mistake) {
        OptionalLong found =
                LongStream.rangeClosed(1, SEEDS_MAX)
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
