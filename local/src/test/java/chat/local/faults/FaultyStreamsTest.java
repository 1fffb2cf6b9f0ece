package chat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.Returned;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

final class FaultyStreamsTest {
    private static final InvocationResult DONE = new Returned("{\"batchItemFailures\":[]}");
    private static final InvocationResult FAILED =
            new Returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");

    private final Faults faults = new Faults();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private InvocationResult answer = DONE;
    private final FaultyStreams streams =
            new FaultyStreams(
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

        var _ = streams.invoke("F", "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}");

        assertThat(events).hasSize(1);
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
