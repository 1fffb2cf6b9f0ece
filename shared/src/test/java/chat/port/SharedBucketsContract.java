package chat.port;

import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The contract of [SharedBuckets].
public interface SharedBucketsContract {
    /// Returns the adapter under test, no bucket used.
    SharedBuckets buckets();

    @Test
    default void aMoveFromTheStoredValueSucceeds() {
        assertThat(buckets().move("a", Instant.EPOCH, at(5), NOON)).isEmpty();
        assertThat(buckets().move("a", at(5), at(7), NOON)).isEmpty();
    }

    @Test
    default void aMoveFromAnotherValueReturnsTheStoredValue() {
        buckets().move("a", Instant.EPOCH, at(5), NOON);

        assertThat(buckets().move("a", Instant.EPOCH, at(9), NOON)).contains(at(5));
        assertThat(buckets().move("a", at(4), at(9), NOON)).contains(at(5));
        assertThat(buckets().move("a", at(5), at(6), NOON)).isEmpty();
    }

    @Test
    default void aFullBucketMovesFromAnyFullValue() {
        buckets().move("a", Instant.EPOCH, at(5), NOON);

        assertThat(buckets().move("a", at(3), at(12), at(10))).isEmpty();
        assertThat(buckets().move("a", at(12), at(13), at(11))).isEmpty();
    }

    @Test
    default void anUnusedBucketIsFull() {
        assertThat(buckets().move("a", at(5), at(9), NOON)).contains(Instant.EPOCH);
        assertThat(buckets().move("a", NOON.minusSeconds(1), at(9), NOON)).isEmpty();
    }

    @Test
    default void oneOfManyConcurrentMovesSucceeds() {
        List<Integer> seconds = List.of(1, 2, 3, 4);

        var answers =
                new VirtualThreadParallel()
                        .all(
                                Calls.each(
                                        seconds,
                                        s -> buckets().move("a", Instant.EPOCH, at(s), NOON)));

        assertThat(answers).containsOnlyOnce(Optional.empty());
    }

    @Test
    default void bucketsAreIndependent() {
        buckets().move("a", Instant.EPOCH, at(5), NOON);

        assertThat(buckets().move("b", Instant.EPOCH, at(5), NOON)).isEmpty();
    }

    private static Instant at(long second) {
        return NOON.plusSeconds(second);
    }
}
