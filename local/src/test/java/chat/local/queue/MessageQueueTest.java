package chat.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

final class MessageQueueTest {
    static final Duration VISIBILITY = Duration.ofSeconds(30);

    final TestClock clock = new TestClock();
    final Queues queues = new Queues(clock);

    @Test
    void aMessageIsReceivedOnceUntilItsVisibilityTimeoutEnds() {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));

        assertThat(bodies(queue)).containsExactly("a");
        assertThat(bodies(queue)).isEmpty();
        clock.advance(VISIBILITY);
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void aDeletedMessageDoesNotComeBack() {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));

        queue.delete(receive(queue).getFirst().receipt());

        clock.advance(VISIBILITY);
        assertThat(bodies(queue)).isEmpty();
    }

    @Test
    void anOldReceiptHandleOfAStandardQueueDeletesNothing() {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));
        Received first = receive(queue).getFirst();
        clock.advance(VISIBILITY);
        Received second = receive(queue).getFirst();

        queue.delete(first.receipt());

        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 1, 0));
        assertThat(second.receives()).isEqualTo(2);
        assertThat(second.firstReceivedAt()).isEqualTo(TestClock.START);
    }

    @Test
    void anExpiredReceiptHandleOfAFifoQueueIsRejected() {
        MessageQueue queue = fifo(Duration.ZERO);
        send(queue, "g", "a");
        Received received = receive(queue).getFirst();
        clock.advance(VISIBILITY);

        assertThatThrownBy(() -> queue.delete(received.receipt()))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void visibilityCanBeChangedWhileInFlight() {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));
        String receipt = receive(queue).getFirst().receipt();

        queue.changeVisibility(receipt, Duration.ofMinutes(5));
        clock.advance(VISIBILITY);
        assertThat(bodies(queue)).isEmpty();

        queue.changeVisibility(receipt, Duration.ZERO);
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void aGroupHasOneBatchInFlightWhileOthersContinue() {
        MessageQueue queue = fifo(Duration.ZERO);
        send(queue, "g", "g1");
        send(queue, "g", "g2");
        send(queue, "h", "h1");
        Received first = queue.receive(1, VISIBILITY).getFirst();

        assertThat(bodies(queue)).containsExactly("h1");
        assertThat(bodies(queue)).isEmpty();
        queue.delete(first.receipt());
        assertThat(bodies(queue)).containsExactly("g2");
    }

    @Test
    void oneBatchMayHoldSeveralMessagesOfAGroupInOrder() {
        MessageQueue queue = fifo(Duration.ZERO);
        send(queue, "g", "g1");
        send(queue, "h", "h1");
        send(queue, "g", "g2");

        assertThat(bodies(queue)).containsExactly("g1", "h1", "g2");
    }

    @Test
    void aFailedMessageIsReceivedAgainBeforeLaterMessagesOfItsGroup() {
        MessageQueue queue = fifo(Duration.ZERO);
        send(queue, "g", "g1");
        send(queue, "g", "g2");
        List<Received> both = receive(queue);
        queue.changeVisibility(both.get(1).receipt(), Duration.ZERO);

        assertThat(bodies(queue)).as("g1 is still in flight").isEmpty();
        queue.changeVisibility(both.get(0).receipt(), Duration.ZERO);
        assertThat(bodies(queue)).containsExactly("g1", "g2");
    }

    @Test
    void visibleMessageWaitsForInFlightMessagesOfItsGroup() {
        MessageQueue queue = fifo(Duration.ZERO);
        send(queue, "g", "g1");
        send(queue, "g", "g2");
        List<Received> both = receive(queue);
        queue.changeVisibility(both.get(0).receipt(), Duration.ZERO);

        assertThat(bodies(queue)).as("g2 is still in flight").isEmpty();
        queue.delete(both.get(1).receipt());
        assertThat(bodies(queue)).containsExactly("g1");
    }

    @Test
    void aDelayedMessageDelaysLaterMessagesOfItsGroup() {
        MessageQueue queue = fifo(Duration.ofSeconds(3));
        Message first = send(queue, "g", "g1");
        MessageQueue other = standard();
        queue.accept(other.send(message("g2", first.groupId(), Optional.empty())));

        assertThat(bodies(queue)).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        assertThat(bodies(queue)).containsExactly("g1", "g2");
    }

    @Test
    void aGroupInAStandardQueueDoesNotDelayOtherMessages() {
        MessageQueue queue = standard();
        queue.send(message("a", Optional.of("g"), Optional.empty()));
        queue.send(message("b", Optional.of("g"), Optional.empty()));
        assertThat(queue.receive(1, VISIBILITY)).hasSize(1);

        assertThat(bodies(queue)).containsExactly("b");
    }

    @Test
    void aDuplicateWithinFiveMinutesReturnsTheFirstMessageEvenAfterItsDeletion() {
        MessageQueue queue = fifo(Duration.ZERO);
        Message first = send(queue, "g", "a");
        queue.delete(receive(queue).getFirst().receipt());

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(send(queue, "g", "a")).isEqualTo(first);
        assertThat(bodies(queue)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(send(queue, "g", "a").id()).isNotEqualTo(first.id());
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void sequenceNumbersAscend() {
        MessageQueue queue = fifo(Duration.ZERO);

        String first = send(queue, "g", "a").sequenceNumber().orElseThrow();
        String second = send(queue, "h", "b").sequenceNumber().orElseThrow();

        assertThat(second).isGreaterThan(first).hasSize(20);
    }

    @Test
    void theQueuesDelayAppliesToEveryMessage() {
        MessageQueue queue = fifo(Duration.ofSeconds(3));
        send(queue, "g", "a");

        assertThat(bodies(queue)).isEmpty();
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 1));
        clock.advance(Duration.ofSeconds(3));
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void aMessageReceivedTooOftenGoesToTheDeadLetterQueueWithItsGroup() {
        queues.create(settings("dead.fifo", true, Duration.ZERO, Optional.empty()));
        Optional<Queue.Redrive> redrive = Optional.of(new Queue.Redrive("dead.fifo", 2));
        queues.create(settings("q.fifo", true, Duration.ZERO, redrive));
        MessageQueue queue = queues.queue("q.fifo");
        send(queue, "g", "a");
        send(queue, "g", "b");

        assertThat(queue.receive(1, VISIBILITY)).hasSize(1);
        clock.advance(VISIBILITY);
        assertThat(queue.receive(1, VISIBILITY)).hasSize(1);
        clock.advance(VISIBILITY);

        assertThat(bodies(queue)).containsExactly("b");
        Received dead = receive(queues.queue("dead.fifo")).getFirst();
        assertThat(dead.message().body()).isEqualTo("a");
        assertThat(dead.message().groupId()).contains("g");
    }

    @Test
    void aMessageMayHaveItsOwnDelay() {
        MessageQueue queue = standard();
        queue.send(
                new NewMessage(
                        "a",
                        JsonNodeFactory.instance.objectNode(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(7))));

        clock.advance(Duration.ofSeconds(7).minusMillis(1));
        assertThat(bodies(queue)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void aDeadLetterOfAStandardQueueKeepsItsAge() {
        MessageQueue queue = redriving(false);
        Message sent = queue.send(NewMessage.of("a"));

        assertThat(afterTwoReceives(queue, "dead").sentAt()).isEqualTo(sent.sentAt());
    }

    @Test
    void aDeadLetterOfAFifoQueueRestartsItsRetention() {
        MessageQueue queue = redriving(true);
        Message sent = send(queue, "g", "a");

        Message dead = afterTwoReceives(queue, "dead.fifo");

        assertThat(dead.id()).isEqualTo(sent.id());
        assertThat(dead.sentAt()).isEqualTo(clock.instant());
    }

    private MessageQueue redriving(boolean fifo) {
        String suffix = fifo ? ".fifo" : "";
        queues.create(settings("dead" + suffix, fifo, Duration.ZERO, Optional.empty()));
        var redrive = Optional.of(new Queue.Redrive("dead" + suffix, 2));
        queues.create(settings("q" + suffix, fifo, Duration.ZERO, redrive));
        return queues.queue("q" + suffix);
    }

    private Message afterTwoReceives(MessageQueue queue, String deadLetterQueue) {
        assertThat(bodies(queue)).hasSize(1);
        clock.advance(VISIBILITY);
        assertThat(bodies(queue)).hasSize(1);
        clock.advance(VISIBILITY);
        assertThat(bodies(queue)).isEmpty();
        return receive(queues.queue(deadLetterQueue)).getFirst().message();
    }

    @Test
    void changingTheVisibilityOfAMessageNotInFlightIsRejected() {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));
        String receipt = receive(queue).getFirst().receipt();
        clock.advance(VISIBILITY);

        assertThatThrownBy(() -> queue.changeVisibility(receipt, VISIBILITY))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("not in flight");
        assertThatThrownBy(() -> queue.delete("no receipt")).isInstanceOf(SqsException.class);
    }

    @Test
    void aReceiveReturnsAtMostTheRequestedNumber() {
        MessageQueue queue = standard();
        for (int i = 0; i < 3; i++) {
            queue.send(NewMessage.of("" + i));
        }

        assertThat(queue.receive(2, VISIBILITY)).hasSize(2);
        assertThat(queue.receive(2, VISIBILITY)).hasSize(1);
    }

    @Test
    void messagesAreRemovedWhenTheirRetentionEnds() {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));

        clock.advance(Duration.ofDays(4));

        assertThat(bodies(queue)).isEmpty();
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 0));
    }

    @Test
    void aFifoQueueRefusesMessagesWithoutGroupOrDeduplication() {
        MessageQueue queue = fifo(Duration.ZERO);

        assertThatThrownBy(() -> queue.send(NewMessage.of("a")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("MessageGroupId");
        assertThatThrownBy(() -> queue.send(message("a", Optional.of("g"), Optional.empty())))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("ContentBasedDeduplication");
    }

    @Test
    void aWaitingReceiverIsWokenByANewMessage() throws Exception {
        MessageQueue queue = standard();

        assertThat(receiveOnce(queue, () -> queue.send(NewMessage.of("a")))).isEqualTo("a");
    }

    @Test
    void aWaitingReceiverIsWokenByADeletionThatFreesAGroup() throws Exception {
        MessageQueue queue = fifo(Duration.ZERO);
        send(queue, "g", "g1");
        send(queue, "g", "g2");
        String first = queue.receive(1, VISIBILITY).getFirst().receipt();

        assertThat(receiveOnce(queue, () -> queue.delete(first))).isEqualTo("g2");
    }

    @Test
    void aWaitingReceiverIsWokenWhenAVisibilityTimeoutIsEnded() throws Exception {
        MessageQueue queue = standard();
        queue.send(NewMessage.of("a"));
        String receipt = receive(queue).getFirst().receipt();

        String body = receiveOnce(queue, () -> queue.changeVisibility(receipt, Duration.ZERO));

        assertThat(body).isEqualTo("a");
    }

    /// Runs an action once a receiver is waiting, and returns the message that it receives well
    /// before its timeout.
    private static String receiveOnce(MessageQueue queue, Runnable action) throws Exception {
        Thread receiver = Thread.currentThread();
        var waker =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (receiver.getState() != Thread.State.TIMED_WAITING) {
                                        Thread.onSpinWait();
                                    }
                                    action.run();
                                });
        long start = System.nanoTime();
        List<Received> received = queue.receive(1, VISIBILITY, Duration.ofSeconds(90));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        waker.join();
        return received.getFirst().message().body();
    }

    @Test
    void aWaitingReceiverIsWokenWhenAMessageBecomesVisibleAgain() throws Exception {
        var real = new Queues(InstantSource.system());
        real.create(settings("q", false, Duration.ZERO, Optional.empty()));
        MessageQueue queue = real.queue("q");
        queue.send(NewMessage.of("a"));
        assertThat(queue.receive(1, Duration.ofMillis(50))).hasSize(1);
        long start = System.nanoTime();

        assertThat(queue.receive(1, VISIBILITY, Duration.ofSeconds(90))).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void contentBasedDeduplicationDetectsDuplicates() {
        queues.create(
                new Queue(
                        "q.fifo",
                        true,
                        true,
                        Duration.ZERO,
                        VISIBILITY,
                        Duration.ofDays(4),
                        Optional.empty()));
        MessageQueue queue = queues.queue("q.fifo");

        Message first = queue.send(message("a", Optional.of("g"), Optional.empty()));

        assertThat(queue.send(message("a", Optional.of("h"), Optional.empty()))).isEqualTo(first);
        assertThat(queue.send(message("b", Optional.of("g"), Optional.empty())).id())
                .isNotEqualTo(first.id());
    }

    @Test
    void parametersOfTheOtherKindOfQueueAreRejected() {
        MessageQueue standard = standard();
        MessageQueue fifo = fifo(Duration.ZERO);
        var delayed =
                new NewMessage(
                        "a",
                        JsonNodeFactory.instance.objectNode(),
                        Optional.of("g"),
                        Optional.of("d"),
                        Optional.of(Duration.ofSeconds(1)));

        assertRefused(
                standard, message("a", Optional.empty(), Optional.of("d")), "DeduplicationId");
        assertRefused(fifo, delayed, "DelaySeconds");
        assertRefused(standard, NewMessage.of(""), "MessageBody");
        assertRefused(standard, NewMessage.of("x".repeat(1024 * 1024 + 1)), "shorter than");
        assertThat(standard.send(NewMessage.of("x".repeat(1024 * 1024)))).isNotNull();
    }

    private static void assertRefused(MessageQueue queue, NewMessage message, String why) {
        assertThatThrownBy(() -> queue.send(message))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining(why);
    }

    private MessageQueue standard() {
        queues.create(settings("q", false, Duration.ZERO, Optional.empty()));
        return queues.queue("q");
    }

    private MessageQueue fifo(Duration delay) {
        queues.create(settings("q.fifo", true, delay, Optional.empty()));
        return queues.queue("q.fifo");
    }

    private static Queue settings(
            String name, boolean fifo, Duration delay, Optional<Queue.Redrive> redrive) {
        return new Queue(name, fifo, false, delay, VISIBILITY, Duration.ofDays(4), redrive);
    }

    private static Message send(MessageQueue queue, String group, String body) {
        return queue.send(message(body, Optional.of(group), Optional.of(group + body)));
    }

    private static NewMessage message(
            String body, Optional<String> group, Optional<String> deduplicationId) {
        return new NewMessage(
                body,
                JsonNodeFactory.instance.objectNode(),
                group,
                deduplicationId,
                Optional.empty());
    }

    private static List<Received> receive(MessageQueue queue) {
        return queue.receive(10, VISIBILITY);
    }

    private static List<String> bodies(MessageQueue queue) {
        return receive(queue).stream().map(received -> received.message().body()).toList();
    }
}
