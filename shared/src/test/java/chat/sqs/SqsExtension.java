package chat.sqs;

import static org.junit.jupiter.api.Assumptions.abort;

import chat.aws.AwsEndpoint;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Creates separate queues for each test, at the [AwsEndpoint] of the test run. SQS has no embedded
/// version: without an endpoint the tests are skipped. The gate runs them in the module `local`, on
/// the endpoints of the local runtime.
final class SqsExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SqsExtension.class);
    private static final int PATIENCE_SECONDS = 20;

    private final Map<Boolean, String> urls = new HashMap<>();
    private Optional<SqsClient> client = Optional.empty();

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        var endpoint = AwsEndpoint.of(context);
        client =
                Optional.of(
                        endpoint.map(found -> client(found, context))
                                .orElseGet(
                                        () ->
                                                abort(
                                                        "no SQS here; the module local runs this"
                                                                + " test, or give"
                                                                + " -Dchat.endpoint=URL")));
    }

    private static SqsClient client(AwsEndpoint endpoint, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SqsClient.class, _ -> endpoint.sqs(), SqsClient.class);
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        urls.values().forEach(url -> client().deleteQueue(delete -> delete.queueUrl(url)));
        urls.clear();
        client = Optional.empty();
    }

    synchronized SqsClient client() {
        return client.orElseThrow();
    }

    /// Returns the URL of this test's FIFO queue, which is created empty on first use. Its delay is
    /// zero, so that a test need not wait.
    synchronized String fifo() {
        return urls.computeIfAbsent(true, this::create);
    }

    /// Returns the URL of this test's standard queue, which is created empty on first use.
    synchronized String standard() {
        return urls.computeIfAbsent(false, this::create);
    }

    private String create(boolean fifo) {
        String name = "test-" + UUID.randomUUID();
        return fifo
                ? client().createQueue(
                                create ->
                                        create.queueName(name + ".fifo")
                                                .attributes(
                                                        Map.of(
                                                                QueueAttributeName.FIFO_QUEUE,
                                                                "true")))
                        .queueUrl()
                : client().createQueue(create -> create.queueName(name)).queueUrl();
    }

    /// Receives and deletes all messages, after waiting for `count`.
    ///
    /// @return their bodies
    List<String> takeAll(String url, int count) {
        var bodies = new ArrayList<String>();
        Optional<Message> next = receive(url, count > 0);
        while (next.isPresent()) {
            String receipt = next.get().receiptHandle();
            client().deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt));
            bodies.add(next.get().body());
            next = receive(url, bodies.size() < count);
        }
        return bodies;
    }

    /// Receives a message.
    ///
    /// @param expected whether to wait for one
    Optional<Message> receive(String url, boolean expected) {
        return client()
                .receiveMessage(
                        receive ->
                                receive.queueUrl(url)
                                        .maxNumberOfMessages(1)
                                        .waitTimeSeconds(expected ? PATIENCE_SECONDS : 0))
                .messages()
                .stream()
                .findFirst();
    }
}
