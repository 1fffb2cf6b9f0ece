package chat.local.dev;

import static chat.local.dev.RequestLogTest.QUEUE;
import static chat.local.dev.RequestLogTest.STREAM;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.dev.State.MappingState;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.mapping.Batch;
import chat.local.mapping.MappingListener;
import chat.local.mapping.MappingListener.Discarded;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class BatchesTest {
    @Test
    void batchesRecordsFailuresRetriesAndDiscardsAreCounted() {
        var batches = new Batches(List.of(STREAM, QUEUE), MappingListener.NONE);

        batches.invoked(STREAM, batch(5, 2, false));
        batches.invoked(STREAM, batch(2, 0, true));
        batches.discarded(STREAM, new Discarded(4, "1", "RecordAgeExceeded"));

        assertThat(batches.state())
                .containsExactly(
                        new MappingState(
                                "ConnectionsToDeliver",
                                "Deliver",
                                "stream",
                                "Connections",
                                2,
                                7,
                                1,
                                1,
                                4),
                        new MappingState(
                                "RedeliveryToRedeliver",
                                "Redeliver",
                                "queue",
                                "Redelivery.fifo",
                                0,
                                0,
                                0,
                                0,
                                0));
    }

    private static Batch batch(int records, int failed, boolean again) {
        return new Batch(records, failed, again, 100, new Returned("null"), Duration.ofMillis(1));
    }
}
