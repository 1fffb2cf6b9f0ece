package chat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.Returned;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

final class FaultyBatchesTest {
    private static final InvocationResult DONE = new Returned("{\"batchItemFailures\":[]}");
    private static final InvocationResult FAILED =
            new Returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");

    private final Faults faults = new Faults();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private InvocationResult answer = DONE;
    private final FaultyBatches streams =
            new FaultyBatches(
                    (_, event) -> {
                        events.add(event);
                        return Objects.requireNonNull(answer);
                    },
                    faults);

    @Test
    void aBatchIsDeliveredTwice() {
        TestFaults.force(faults, "{'streams':[{'function':'F','do':'duplicate'}]}");

        var _ = streams.invoke("F", batch(1, 2));
        var _ = streams.invoke("G", batch(3));

        assertThat(events).containsExactly(batch(1, 2), batch(1, 2), batch(3));
    }

    @Test
    void aBatchIsDeliveredInHalves() {
        TestFaults.force(faults, "{'streams':[{'do':'split'}]}");

        assertThat(streams.invoke("F", batch(1, 2, 3))).isEqualTo(DONE);

        assertThat(events).containsExactly(batch(1), batch(2, 3));
    }

    @Test
    void theSecondHalfWaitsForTheFirst() {
        TestFaults.force(faults, "{'streams':[{'do':'split'}]}");
        answer = FAILED;

        assertThat(streams.invoke("F", batch(1, 2, 3, 4))).isEqualTo(FAILED);

        assertThat(events).containsExactly(batch(1, 2));
    }

    @Test
    void aBatchOfOneIsNotSplit() {
        TestFaults.force(faults, "{'streams':[{'do':'split'}]}");

        var _ = streams.invoke("F", batch(1));

        assertThat(events).containsExactly(batch(1));
    }

    @Test
    void otherInvocationsAreUnaffected() {
        TestFaults.force(faults, "{'streams':[{'do':'duplicate'}]}");

        var _ = streams.invoke("F", queueBatch(1));
        var _ = streams.invoke("F", "{}");

        assertThat(events).hasSize(2);
    }

    @Test
    void aBatchOfAQueueIsDeliveredTwice() {
        TestFaults.force(faults, "{'queues':[{'function':'F','do':'duplicate'}]}");

        var _ = streams.invoke("F", queueBatch(1, 2));
        var _ = streams.invoke("F", batch(3));

        assertThat(events).containsExactly(queueBatch(1, 2), queueBatch(1, 2), batch(3));
    }

    @Test
    void theFailuresOfBothHalvesOfAQueuesBatchAreReported() {
        TestFaults.force(faults, "{'queues':[{'do':'split'}]}");
        answer = FAILED;

        InvocationResult result = streams.invoke("F", queueBatch(1, 2));

        assertThat(events).containsExactly(queueBatch(1), queueBatch(2));
        assertThat(result)
                .isEqualTo(
                        new Returned(
                                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},"
                                        + "{\"itemIdentifier\":\"2\"}]}"));
    }

    @Test
    void aQueuesBatchWhoseFirstHalfThrewFailsAsAWhole() {
        TestFaults.force(faults, "{'queues':[{'do':'split'}]}");
        answer = new InvocationResult.Failed("E", "why");

        assertThat(streams.invoke("F", queueBatch(1, 2))).isEqualTo(answer);

        assertThat(events).containsExactly(queueBatch(1));
    }

    private static String queueBatch(int... numbers) {
        return batch(numbers).replace("aws:dynamodb", "aws:sqs");
    }

    private static String batch(int... numbers) {
        var records = new StringBuilder();
        for (int number : numbers) {
            records.append(records.isEmpty() ? "" : ",")
                    .append("{\"eventSource\":\"aws:dynamodb\",\"n\":")
                    .append(number)
                    .append("}");
        }
        return "{\"Records\":[" + records + "]}";
    }
}
