package chat.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.data.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.util.Map;

/// Queues that a client creates and deletes, called through the AWS SDK.
final class QueueCreationTest {
    static TestBackend backend;
    static SqsClient client;

    @BeforeAll
    static void start() {
        backend = TestBackend.start();
        client =
                SqsClient.builder()
                        .endpointOverride(backend.uri())
                        .region(Region.US_EAST_1)
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("me", "x")))
                        .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        backend.close();
    }

    @Test
    void aCreatedQueueHasItsAttributesAndTransportsMessages() {
        String url = create("orders.fifo", Map.of("FifoQueue", "true", "DelaySeconds", "0"));
        client.sendMessage(
                send ->
                        send.queueUrl(url)
                                .messageBody("one")
                                .messageGroupId("g")
                                .messageDeduplicationId("d"));

        assertThat(client.receiveMessage(r -> r.queueUrl(url)).messages())
                .extracting(Message::body)
                .containsExactly("one");
        assertThat(attributes(url))
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600");
    }

    @Test
    void aDeadLetterQueueMustExist() {
        String policy =
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":\"3\"}";
        create("letters", Map.of());
        String url = create("with-letters", Map.of("RedrivePolicy", policy.formatted("letters")));

        assertThat(attributes(url).get(QueueAttributeName.REDRIVE_POLICY))
                .contains(":letters\"", "\"maxReceiveCount\":3");
        assertThatThrownBy(
                        () ->
                                create(
                                        "without",
                                        Map.of("RedrivePolicy", policy.formatted("nobody"))))
                .hasMessageContaining("Dead letter target does not exist");
    }

    @Test
    void creatingAQueueAgainNeedsTheSameAttributes() {
        String url = create("again", Map.of("DelaySeconds", "7"));

        assertThat(create("again", Map.of("DelaySeconds", "7"))).isEqualTo(url);
        assertThat(create("again", Map.of())).isEqualTo(url);
        assertThatThrownBy(() -> create("again", Map.of("DelaySeconds", "8")))
                .isInstanceOf(QueueNameExistsException.class);
    }

    @Test
    void aDeletedQueueIsGoneWithItsMessages() {
        String url = create("short", Map.of());
        client.sendMessage(send -> send.queueUrl(url).messageBody("one"));

        client.deleteQueue(delete -> delete.queueUrl(url));

        assertThatThrownBy(() -> client.deleteQueue(delete -> delete.queueUrl(url)))
                .isInstanceOf(QueueDoesNotExistException.class);
        create("short", Map.of());
        assertThat(client.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, Colour, red, InvalidAttributeName",
        "a, DelaySeconds, 901, InvalidAttributeValue",
        "a, DelaySeconds, soon, InvalidAttributeValue",
        "a, VisibilityTimeout, -1, InvalidAttributeValue",
        "a, MessageRetentionPeriod, 59, InvalidAttributeValue",
        "a, FifoQueue, yes, InvalidAttributeValue",
        "a, FifoQueue, true, InvalidParameterValue",
        "a.fifo, FifoQueue, false, InvalidParameterValue",
        "a b, DelaySeconds, 0, InvalidParameterValue",
        "a, RedrivePolicy, {, InvalidParameterValue",
        "a, RedrivePolicy, {}, InvalidParameterValue",
    })
    void invalidNamesAndAttributesAreRejected(
            String name, String attribute, String value, String code) {
        assertThatThrownBy(() -> create(name, Map.of(attribute, value)))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        refused ->
                                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static String create(String name, Map<String, String> attributes) {
        return client.createQueue(
                        create -> create.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private static Map<QueueAttributeName, String> attributes(String url) {
        return client.getQueueAttributes(
                        get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
