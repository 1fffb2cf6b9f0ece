package chat.sqs;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.inmemory.SettableClock;
import chat.port.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class SqsRedeliveryQueueTest {
    private static final ConnectionId CONNECTION = new ConnectionId("Ab-_c=");
    private static final Instant BUCKET_START = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private String process = "one";
    private final SqsRedeliveryQueue queue =
            new SqsRedeliveryQueue(new Recording(), "https://queue", clock, () -> process);

    private final class Recording implements SqsClient {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            sent.add(request);
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Test
    void aMessageNamesItsConnectionWhichIsAlsoItsGroup() {
        queue.add(ALICE, CONNECTION);

        SendMessageRequest message = sent.getFirst();
        assertThat(message.queueUrl()).isEqualTo("https://queue");
        assertThat(message.messageGroupId()).isEqualTo(CONNECTION.value());
        assertThat(Redelivery.decode(message.messageBody()))
                .isEqualTo(new Redelivery(ALICE, CONNECTION));
    }

    @Test
    void callsInOneTimeBucketAreDeduplicated() {
        for (long millis : new long[] {0, 1, 1_999, 2_000, 3_999}) {
            clock.set(BUCKET_START.plusMillis(millis));
            queue.add(ALICE, CONNECTION);
        }
        queue.add(ALICE, new ConnectionId("other"));

        List<String> ids = sent.stream().map(SendMessageRequest::messageDeduplicationId).toList();
        assertThat(ids.subList(0, 3)).containsOnly(ids.getFirst());
        assertThat(ids.subList(3, 5)).containsOnly(ids.get(3));
        assertThat(Set.copyOf(ids)).hasSize(3);
    }

    /// According to another process's clock, the bucket may have ended and its message may have
    /// been handled.
    @Test
    void callsOfDifferentProcessesAreNotDeduplicated() {
        queue.add(ALICE, CONNECTION);
        process = "two";
        queue.add(ALICE, CONNECTION);

        assertThat(sent)
                .extracting(SendMessageRequest::messageDeduplicationId)
                .doesNotHaveDuplicates();
    }

    /// The catch-up must read after every call that was merged into its message.
    @Test
    void theDelayIsLongerThanTheBucket() {
        assertThat(SqsRedeliveryQueue.DELAY).isGreaterThan(SqsRedeliveryQueue.BUCKET);
    }

    @Test
    void everyValidUserIdIsReadBackUnchanged() {
        for (UserId user : Samples.ODD_USERS) {
            var redelivery = new Redelivery(user, CONNECTION);

            assertThat(Redelivery.decode(redelivery.encode())).isEqualTo(redelivery);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"user\":\"alice\"}",
                "{\"user\":1,\"connection\":\"c\"}",
                "{\"user\":\"\",\"connection\":\"c\"}"
            })
    void aMalformedRedeliveryIsRejected(String body) {
        assertThatThrownBy(() -> Redelivery.decode(body))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
