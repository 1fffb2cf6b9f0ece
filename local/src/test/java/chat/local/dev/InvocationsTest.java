package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.dev.State.FunctionState;
import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.lambda.Invoker;
import chat.local.template.Function;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

class InvocationsTest {
    private final Invocations invocations = new Invocations(List.of(function("Echo")));

    @Test
    void aFunctionWithoutInvocationsIsIncluded() {
        assertThat(state()).isEqualTo(new FunctionState("Echo", 0, 0, 0, 0, 0, 0, null));
    }

    @Test
    void failuresAndTimeoutsAreCountedSeparatelyAndTheLastErrorIsKept() {
        invoke(new Returned("null"));
        invoke(new Failed("java.lang.Error", "one\ntwo"));
        assertThat(state().lastError()).isEqualTo("java.lang.Error: one");

        invoke(new TimedOut());

        assertThat(state().invocations()).isEqualTo(3);
        assertThat(state().failures()).isEqualTo(1);
        assertThat(state().timeouts()).isEqualTo(1);
        assertThat(state().lastError()).startsWith("timed out after");
        assertThat(state().p99Milliseconds()).isPositive();
    }

    @Test
    void runningInvocationsAreCounted() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Invoker slow =
                (_, _) -> {
                    begun.countDown();
                    await(end);
                    return new Returned("null");
                };
        var caller =
                Thread.startVirtualThread(() -> invocations.counting(slow).invoke("Echo", "{}"));
        begun.await();

        assertThat(state().running()).isEqualTo(1);
        end.countDown();
        caller.join();
        assertThat(state().running()).isZero();
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        var missing = invocations.counting((_, _) -> new InvocationResult.NotFound());

        assertThat(missing.invoke("Nobody", "{}")).isEqualTo(new InvocationResult.NotFound());
    }

    private void invoke(InvocationResult result) {
        assertThat(invocations.counting((_, _) -> result).invoke("Echo", "{}")).isSameAs(result);
    }

    private FunctionState state() {
        return invocations.state().getFirst();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Function function(String name) {
        return new Function(name, "a.B", Path.of("a.jar"), Map.of(), Duration.ofSeconds(3), 128);
    }
}
