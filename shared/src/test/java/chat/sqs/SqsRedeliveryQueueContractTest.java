package chat.sqs;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConnectionId;
import chat.inmemory.SettableClock;
import chat.port.RedeliveryQueue;
import chat.port.RedeliveryQueueContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

final class SqsRedeliveryQueueContractTest implements RedeliveryQueueContract {
    @RegisterExtension static final SqsExtension SQS = new SqsExtension();

    private final SettableClock clock = new SettableClock(NOON);

    @Override
    public RedeliveryQueue queue() {
        return new SqsRedeliveryQueue(SQS.client(), SQS.fifo(), clock, () -> "process");
    }

    @Override
    public List<Request> takeAll(int count) {
        return SQS.takeAll(SQS.fifo(), count).stream()
                .map(Redelivery::decode)
                .map(redelivery -> new Request(redelivery.user(), redelivery.connection()))
                .toList();
    }

    @Override
    public void later() {
        var _ = clock.advance(SqsRedeliveryQueue.BUCKET);
    }

    @Test
    void requestsOfOneConnectionAreNeverInFlightTogether() {
        queue().add(ALICE, new ConnectionId("one"));
        later();
        queue().add(ALICE, new ConnectionId("one"));

        var first = SQS.receive(SQS.fifo(), true).orElseThrow();

        assertThat(SQS.receive(SQS.fifo(), false)).isEmpty();
        SQS.client()
                .deleteMessage(
                        delete -> delete.queueUrl(SQS.fifo()).receiptHandle(first.receiptHandle()));
        assertThat(takeAll(1)).hasSize(1);
    }
}
