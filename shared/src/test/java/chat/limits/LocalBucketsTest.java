package chat.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LocalBucketsTest {
    private final LocalBuckets buckets = new LocalBuckets();

    @Test
    void theLeastRecentlyUsedBucketIsEvicted() {
        LocalBucket first = buckets.of("first");
        LocalBucket second = buckets.of("second");
        for (int i = 2; i < LocalBuckets.BUCKETS_MAX; i++) {
            buckets.of("bucket " + i);
        }
        buckets.of("first");

        buckets.of("one more");

        assertThat(buckets.of("first")).isSameAs(first);
        assertThat(buckets.of("second")).isNotSameAs(second);
    }
}
