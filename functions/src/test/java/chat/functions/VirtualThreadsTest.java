package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

@Timeout(10)
final class VirtualThreadsTest {
    private final VirtualThreads threads = new VirtualThreads();

    @Test
    void resultsAreInTheOrderOfTheCalls() {
        var second = new CountDownLatch(1);
        List<Supplier<String>> calls =
                List.of(
                        () -> {
                            await(second);
                            return "first";
                        },
                        () -> {
                            second.countDown();
                            return "second";
                        },
                        () -> "third");

        assertThat(threads.all(calls)).containsExactly("first", "second", "third");
    }

    @Test
    void anEmptyListOfCallsGivesAnEmptyResult() {
        assertThat(threads.all(List.<Supplier<String>>of())).isEmpty();
    }

    /// Each call waits for all others, so sequential calls would never end.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void callsRunConcurrently(int count) {
        var barrier = new CyclicBarrier(count);

        assertThat(threads.all(Collections.nCopies(count, () -> meet(barrier))))
                .hasSize(count)
                .containsOnly(true);
    }

    @Test
    void aSingleCallRunsOnTheCallersThread() {
        assertThat(threads.all(List.of(Thread::currentThread)))
                .containsExactly(Thread.currentThread());
    }

    @Test
    void aFailureIsThrownAfterAllCallsHaveEnded() {
        for (Throwable failure :
                List.of(new IllegalStateException("one"), new StackOverflowError())) {
            var ended = new AtomicBoolean();
            var failing = new CountDownLatch(1);
            var caller = Thread.currentThread();

            Throwable thrown =
                    catchThrowable(
                            () ->
                                    threads.all(
                                            List.<Supplier<String>>of(
                                                    () -> fail(failing, failure),
                                                    () -> {
                                                        await(failing);
                                                        untilWaiting(caller);
                                                        ended.set(true);
                                                        return "ended";
                                                    },
                                                    () -> "done")));

            assertThat(thrown).isSameAs(failure);
            assertThat(ended).isTrue();
        }
    }

    @Test
    void theFirstFailureIsThrownWithTheOthersSuppressed() {
        var first = new IllegalStateException("first");
        var second = new StackOverflowError("second");
        var third = new IllegalArgumentException("third");

        assertThatThrownBy(
                        () ->
                                threads.all(
                                        List.<Supplier<String>>of(
                                                () -> "fine",
                                                () -> raise(first),
                                                () -> raise(second),
                                                () -> raise(third))))
                .isSameAs(first)
                .hasSuppressedException(second)
                .hasSuppressedException(third);
    }

    @Test
    void theSameExceptionTwiceIsNotSuppressedByItself() {
        var failure = new IllegalStateException("the same");

        assertThatThrownBy(
                        () ->
                                threads.all(
                                        List.<Supplier<String>>of(
                                                () -> raise(failure), () -> raise(failure))))
                .isSameAs(failure);
    }

    private static String fail(CountDownLatch failing, Throwable failure) {
        failing.countDown();
        return raise(failure);
    }

    private static String raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static boolean meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
    }

    /// Waits until the thread is waiting, at most one second.
    private static void untilWaiting(Thread thread) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (thread.getState() == Thread.State.RUNNABLE && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
