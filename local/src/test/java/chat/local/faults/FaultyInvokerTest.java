package chat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.Returned;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

@Timeout(20)
final class FaultyInvokerTest {
    private static final InvocationResult DONE = new Returned("{}");
    private static final String MESSAGE = "{\"requestContext\":{\"eventType\":\"MESSAGE\"}}";
    private static final String DISCONNECT =
            """
            {"requestContext":{"eventType":"DISCONNECT","authorizer":{"principalId":"bob"}}}
            """;

    private final Faults faults = new Faults();
    private final List<String> invoked = new CopyOnWriteArrayList<>();
    private final FaultyInvoker invoker =
            new FaultyInvoker(
                    (function, _) -> {
                        invoked.add(function);
                        return DONE;
                    },
                    faults);

    @Test
    void withoutFaultsTheFunctionIsInvoked() {
        assertThat(invoker.invoke("F", MESSAGE)).isEqualTo(DONE);
        assertThat(invoked).containsExactly("F");
    }

    @Test
    void aFunctionThatFailsAtItsStartIsNotInvoked() {
        TestFaults.force(
                faults, "{'invocations':[{'function':'F','point':'start','do':'fail','times':1}]}");

        assertThat(invoker.invoke("G", MESSAGE)).isEqualTo(DONE);
        assertThat(invoker.invoke("F", MESSAGE)).isInstanceOf(Failed.class);
        assertThat(invoker.invoke("F", MESSAGE)).isEqualTo(DONE);
        assertThat(invoked).containsExactly("G", "F");
    }

    @Test
    void aFunctionThatFailsAtItsEndHasDoneItsWork() {
        TestFaults.force(faults, "{'invocations':[{'point':'end','do':'fail'}]}");

        assertThat(invoker.invoke("F", MESSAGE)).isInstanceOf(Failed.class);
        assertThat(invoked).containsExactly("F");
    }

    @Test
    void aFunctionKilledDuringACallFailsAllItsRunningInvocations() throws Exception {
        var running = new CountDownLatch(2);
        var interrupted = new CountDownLatch(2);
        var endless =
                new FaultyInvoker(
                        (_, _) -> {
                            running.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException killed) {
                                interrupted.countDown();
                            }
                            return DONE;
                        },
                        faults);
        var points = new CallPoints(faults, endless);
        TestFaults.force(
                faults, "{'invocations':[{'point':'before dynamodb:PutItem','do':'kill'}]}");
        var results = new CopyOnWriteArrayList<InvocationResult>();
        var one = Thread.ofVirtual().start(() -> results.add(endless.invoke("F", MESSAGE)));
        var other = Thread.ofVirtual().start(() -> results.add(endless.invoke("F", MESSAGE)));
        running.await();

        assertThat(points.before("F", "dynamodb:GetItem")).isTrue();
        assertThat(points.before("F", "dynamodb:PutItem")).isFalse();

        one.join();
        other.join();
        interrupted.await();
        assertThat(results)
                .hasSize(2)
                .allSatisfy(
                        result ->
                                assertThat(result)
                                        .isInstanceOfSatisfying(
                                                Failed.class,
                                                failed ->
                                                        assertThat(failed.errorType())
                                                                .isEqualTo("Runtime.ExitError")));
    }

    @Test
    void aDroppedDisconnectDoesNotInvokeItsFunction() {
        TestFaults.force(faults, "{'disconnects':[{'user':'bob','do':'drop'}]}");

        assertThat(invoker.invoke("F", DISCONNECT)).isInstanceOf(Returned.class);
        assertThat(invoker.invoke("F", DISCONNECT.replace("bob", "alice"))).isEqualTo(DONE);
        assertThat(invoked).containsExactly("F");
    }

    @Test
    void aMessageThatLooksLikeADisconnectIsNotOne() {
        TestFaults.force(faults, "{'disconnects':[{'do':'drop'}]}");

        var _ = invoker.invoke("F", "{\"body\":\"\\\"DISCONNECT\\\"\",\"x\":\"DISCONNECT\"}");

        assertThat(invoked).containsExactly("F");
    }
}
