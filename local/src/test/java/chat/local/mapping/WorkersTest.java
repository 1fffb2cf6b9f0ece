package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

final class WorkersTest {
    @Test
    void closeWaitsForRunningWork() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var workers = new Workers();
        workers.start(
                "work",
                () -> {
                    begun.countDown();
                    mayEnd.await();
                    ended.countDown();
                });
        begun.await();

        Thread closer = Thread.ofVirtual().start(workers::close);
        workers.closing().pause(Duration.ofSeconds(5));

        assertThat(workers.closing().hasBegun()).isTrue();
        assertThat(closer.isAlive()).isTrue();
        mayEnd.countDown();
        closer.join();
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void noWorkStartsAfterClose() {
        var workers = new Workers();
        workers.close();
        var begun = new CountDownLatch(1);

        workers.start("late", begun::countDown);

        assertThat(begun.getCount()).isOne();
    }
}
