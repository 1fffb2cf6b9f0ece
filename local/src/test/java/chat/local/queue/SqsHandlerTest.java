package chat.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import chat.local.data.TestBackend;
import chat.local.data.TestStack;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The endpoint, called through the AWS SDK.
final class SqsHandlerTest {
    static TestBackend backend;
    static SqsClient client;
    static String standard;
    static String fifo;

    @BeforeAll
    static void start(@TempDir Path directory) {
        backend = TestBackend.start();
        TestStack.create(directory, backend);
        client =
                SqsClient.builder()
                        .endpointOverride(backend.uri())
                        .region(Region.US_EAST_1)
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("LOCALWorker", "local")))
                        .build();
        standard = client.getQueueUrl(q -> q.queueName("shop-failures")).queueUrl();
        fifo = client.getQueueUrl(q -> q.queueName("RetryFailures.fifo")).queueUrl();
    }

    @AfterAll
    static void stop() {
        client.close();
        backend.close();
    }

    @BeforeEach
    void empty() {
        client.purgeQueue(q -> q.queueUrl(standard));
        client.purgeQueue(q -> q.queueUrl(fifo));
    }

    @Test
    void aQueuesUrlIsTheOneInTheTemplate() {
        assertThat(standard).isEqualTo(backend.uri() + "/000000000000/shop-failures");
    }

    @Test
    void aMessageArrivesUnchangedWithDigestsThatTheSdkVerifies() {
        client.sendMessage(
                send ->
                        send.queueUrl(standard)
                                .messageBody("grüße €")
                                .messageAttributes(
                                        Map.of(
                                                "text", text("x"),
                                                "bytes", bytes("y"))));

        Message message =
                client.receiveMessage(
                                receive ->
                                        receive.queueUrl(standard)
                                                .messageAttributeNames("All")
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName.ALL))
                        .messages()
                        .getFirst();
        assertThat(message.body()).isEqualTo("grüße €");
        assertThat(message.messageAttributes()).containsKeys("text", "bytes");
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKey(MessageSystemAttributeName.SENT_TIMESTAMP);
    }

    @Test
    void aFifoQueueDropsADuplicateAndAnswersWithTheFirst() {
        var first = sendFifo("g", "d1", "a");
        var duplicate = sendFifo("g", "d1", "b");

        assertThat(duplicate.messageId()).isEqualTo(first.messageId());
        assertThat(duplicate.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(client.receiveMessage(r -> r.queueUrl(fifo)).messages())
                .extracting(Message::body)
                .containsExactly("a");
    }

    @Test
    void batchesAnswerForEachEntry() {
        var sent =
                client.sendMessageBatch(
                        batch ->
                                batch.queueUrl(fifo)
                                        .entries(entry("1", "batch-1"), entry("2", null)));

        assertThat(sent.successful()).extracting(e -> e.id()).containsExactly("1");
        assertThat(sent.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
                .containsExactly(tuple("2", "InvalidParameterValue"));

        List<Message> messages = client.receiveMessage(r -> r.queueUrl(fifo)).messages();
        String receipt = messages.getFirst().receiptHandle();
        client.changeMessageVisibility(
                c -> c.queueUrl(fifo).receiptHandle(receipt).visibilityTimeout(60));
        var deleted =
                client.deleteMessageBatch(
                        batch ->
                                batch.queueUrl(fifo)
                                        .entries(
                                                DeleteMessageBatchRequestEntry.builder()
                                                        .id("x")
                                                        .receiptHandle(receipt)
                                                        .build()));
        assertThat(deleted.successful()).extracting(e -> e.id()).containsExactly("x");
        assertThat(count(fifo)).isEqualTo("0");
    }

    @Test
    void anInvalidBatchIsRejected() {
        SendMessageBatchRequestEntry[] eleven =
                IntStream.range(0, 11)
                        .mapToObj(i -> entry("" + i, "many-" + i))
                        .toArray(SendMessageBatchRequestEntry[]::new);

        assertRefused("EmptyBatchRequest");
        assertRefused("TooManyEntriesInBatchRequest", eleven);
        assertRefused("BatchEntryIdsNotDistinct", entry("1", "same-1"), entry("1", "same-2"));
    }

    private static void assertRefused(String code, SendMessageBatchRequestEntry... entries) {
        assertThatThrownBy(() -> client.sendMessageBatch(b -> b.queueUrl(fifo).entries(entries)))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).endsWith(code));
    }

    @Test
    void aReceiveMayHaveItsOwnVisibilityTimeout() {
        client.sendMessage(s -> s.queueUrl(standard).messageBody("a"));

        client.receiveMessage(r -> r.queueUrl(standard).visibilityTimeout(0));

        assertThat(client.receiveMessage(r -> r.queueUrl(standard)).messages())
                .as("it is visible again")
                .hasSize(1);
        assertThat(client.receiveMessage(r -> r.queueUrl(standard)).messages()).isEmpty();
    }

    @Test
    void aReceiveOfMoreThanTenIsRejected() {
        assertThatThrownBy(
                        () ->
                                client.receiveMessage(
                                        r -> r.queueUrl(standard).maxNumberOfMessages(11)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("between 1 and 10");
    }

    @Test
    void aReceiveReturnsOnlyTheRequestedAttributes() {
        client.sendMessage(s -> s.queueUrl(standard).messageBody("a"));

        Message message = client.receiveMessage(r -> r.queueUrl(standard)).messages().getFirst();

        assertThat(message.attributes()).isEmpty();
        assertThat(message.messageAttributes()).isEmpty();
    }

    @Test
    void onlyTheRequestedQueueAttributesAreReturned() {
        var arn =
                client.getQueueAttributes(
                                a -> a.queueUrl(fifo).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes();
        var all =
                client.getQueueAttributes(
                                a -> a.queueUrl(fifo).attributeNames(QueueAttributeName.ALL))
                        .attributes();

        assertThat(arn).containsOnlyKeys(QueueAttributeName.QUEUE_ARN);
        assertThat(all)
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
    }

    @Test
    void queuesAreListedByPrefix() {
        assertThat(client.listQueues(l -> l.queueNamePrefix("shop-")).queueUrls())
                .containsExactly(standard);
        assertThat(client.listQueues().queueUrls()).contains(standard, fifo);
    }

    @Test
    void aPurgeRemovesEveryMessage() {
        client.sendMessage(s -> s.queueUrl(standard).messageBody("a"));

        client.purgeQueue(p -> p.queueUrl(standard));

        assertThat(client.receiveMessage(r -> r.queueUrl(standard)).messages()).isEmpty();
    }

    @Test
    void anUnsupportedActionIsRejected() {
        assertThatThrownBy(() -> client.untagQueue(u -> u.queueUrl(standard).tagKeys("a")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("UntagQueue is not supported");
    }

    @Test
    void aReceiveMayWaitForAMessage() {
        Thread.startVirtualThread(
                () -> client.sendMessage(s -> s.queueUrl(standard).messageBody("late")));

        assertThat(client.receiveMessage(r -> r.queueUrl(standard).waitTimeSeconds(5)).messages())
                .extracting(Message::body)
                .containsExactly("late");
    }

    @Test
    void aMissingQueueThrowsTheSdksException() {
        assertThatThrownBy(
                        () -> client.sendMessage(s -> s.queueUrl(standard + "x").messageBody("a")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void aRejectedMessageIsAnErrorWithACode() {
        assertThatThrownBy(() -> client.sendMessage(s -> s.queueUrl(fifo).messageBody("a")))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("MissingParameter"));
    }

    @Test
    void aMessageOf1MibIsAcceptedAndALargerOneIsRejected() {
        String largest = "x".repeat(1024 * 1024);
        client.sendMessage(s -> s.queueUrl(standard).messageBody(largest));

        assertThat(client.receiveMessage(r -> r.queueUrl(standard)).messages())
                .extracting(Message::body)
                .containsExactly(largest);
        assertThatThrownBy(
                        () ->
                                client.sendMessage(
                                        s -> s.queueUrl(standard).messageBody(largest + 1)))
                .hasMessageContaining("must be shorter than 1048576 bytes");
    }

    @Test
    void aBatchOfMoreThan1MibIsRejectedAsAWhole() {
        var entries =
                IntStream.range(0, 5)
                        .mapToObj(
                                i ->
                                        SendMessageBatchRequestEntry.builder()
                                                .id("m" + i)
                                                .messageBody("x".repeat(256 * 1024))
                                                .build())
                        .toList();

        assertThatThrownBy(
                        () -> client.sendMessageBatch(b -> b.queueUrl(standard).entries(entries)))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        refused -> {
                            assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("AWS.SimpleQueueService.BatchRequestTooLong");
                            assertThat(refused).hasMessageContaining("You have sent 1310720 bytes");
                        });
        assertThat(client.receiveMessage(r -> r.queueUrl(standard)).messages()).isEmpty();
    }

    private static SendMessageResponse sendFifo(String group, String deduplicationId, String body) {
        return client.sendMessage(
                send ->
                        send.queueUrl(fifo)
                                .messageGroupId(group)
                                .messageDeduplicationId(deduplicationId)
                                .messageBody(body));
    }

    private static SendMessageBatchRequestEntry entry(String id, @Nullable String deduplicationId) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(id)
                .messageGroupId("g")
                .messageDeduplicationId(deduplicationId)
                .build();
    }

    private static String count(String queueUrl) {
        var name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
        return client.getQueueAttributes(a -> a.queueUrl(queueUrl).attributeNames(name))
                .attributes()
                .getOrDefault(name, "?");
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static MessageAttributeValue bytes(String value) {
        return MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromUtf8String(value))
                .build();
    }
}
