package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

class WarmUpTest {
    private final WarmUp warmUp = new WarmUp();

    @Test
    void closeWaitsForTheHandlerUnderConstructionAndSkipsTheRest() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        List<String> made = new CopyOnWriteArrayList<>();
        warmUp.add(
                () -> {
                    begun.countDown();
                    awaitUninterrupted(goOn);
                    made.add("first");
                });
        warmUp.add(() -> made.add("second"));
        begun.await();

        var closing = Thread.ofPlatform().start(warmUp::close);
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(made).containsExactly("first");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
