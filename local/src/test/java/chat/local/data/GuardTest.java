package chat.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.faults.CallPoints;
import chat.local.faults.Faults;
import chat.local.faults.FaultyInvoker;
import chat.local.faults.TestFaults;
import chat.local.iam.Iam;
import chat.local.lambda.InvocationResult.NotFound;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class GuardTest {
    private static final Map<String, AttributeValue> KEY =
            Map.of("customer", AttributeValue.fromS("ann"), "number", AttributeValue.fromN("1"));

    private static final Map<String, AttributeValue> NEW_KEY =
            Map.of("customer", AttributeValue.fromS("new"), "number", AttributeValue.fromN("1"));

    @TempDir static Path directory;
    private static final Faults FAULTS = new Faults();
    private static TestBackend backend;
    private static DynamoDbClient worker;
    private static SqsClient queues;

    @BeforeAll
    static void start() {
        backend = TestBackend.start();
        var points = new CallPoints(FAULTS, new FaultyInvoker((_, _) -> new NotFound(), FAULTS));
        backend.backend().enforce(new Iam(TestStack.create(directory, backend)), FAULTS, points);
        worker = TestStack.dynamoDb(backend);
        queues =
                SqsClient.builder()
                        .endpointOverride(backend.uri())
                        .region(Region.US_EAST_1)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .credentialsProvider(credentials("LOCALWorker"))
                        .build();
    }

    @AfterAll
    static void stop() {
        worker.close();
        queues.close();
        backend.close();
    }

    @AfterEach
    void repair() {
        force("{}");
    }

    @Test
    void anAllowedRequestIsExecuted() {
        worker.putItem(put -> put.tableName("Orders").item(KEY));

        assertThat(worker.getItem(get -> get.tableName("Orders").key(KEY)).item()).isEqualTo(KEY);
    }

    @Test
    void aDeniedRequestFailsAsOnAws() {
        assertThatThrownBy(() -> worker.scan(scan -> scan.tableName("Orders")))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        denied -> {
                            assertThat(denied.statusCode()).isEqualTo(400);
                            assertThat(denied.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException");
                            assertThat(denied.awsErrorDetails().errorMessage())
                                    .contains("assumed-role/Role/Worker", "dynamodb:Scan");
                        });
    }

    @Test
    void aPermissionForTheTableDoesNotCoverItsIndex() {
        assertThatThrownBy(
                        () ->
                                worker.query(
                                        query ->
                                                query.tableName("Orders")
                                                        .indexName("byDay")
                                                        .keyConditionExpression("a = :a")))
                .hasMessageContaining("table/Orders/index/byDay because no identity-based policy");
    }

    @Test
    void aBatchNeedsItsOwnAction() {
        var keys = KeysAndAttributes.builder().keys(List.of(KEY)).build();

        assertThatThrownBy(
                        () -> worker.batchGetItem(get -> get.requestItems(Map.of("Orders", keys))))
                .hasMessageContaining("dynamodb:BatchGetItem");
    }

    @Test
    void aTransactionWithOneDeniedItemIsDenied() {
        var allowed = TransactWriteItem.builder();
        allowed.put(put -> put.tableName("Orders").item(KEY));
        var denied = TransactWriteItem.builder();
        denied.delete(delete -> delete.tableName("Orders").key(KEY));

        assertThatCode(() -> worker.transactWriteItems(t -> t.transactItems(allowed.build())))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () ->
                                worker.transactWriteItems(
                                        t -> t.transactItems(allowed.build(), denied.build())))
                .hasMessageContaining("dynamodb:DeleteItem")
                .hasMessageContaining("explicit deny");
    }

    @Test
    void aPartiQlStatementIsDenied() {
        assertThatThrownBy(() -> worker.executeStatement(s -> s.statement("SELECT * FROM Orders")))
                .hasMessageContaining("cannot be determined locally");
    }

    @Test
    void requestsToAQueueAreCheckedToo() {
        String allowed = backend.uri() + "/000000000000/shop-failures";

        assertThatCode(() -> queues.sendMessage(send -> send.queueUrl(allowed).messageBody("x")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> queues.receiveMessage(receive -> receive.queueUrl(allowed)))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        denied -> {
                            assertThat(denied.statusCode()).isEqualTo(403);
                            assertThat(denied.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDenied");
                            assertThat(denied.awsErrorDetails().errorMessage())
                                    .contains("sqs:receivemessage", ":shop-failures");
                        });
    }

    @Test
    void aTableIsThrottledAsOnAws() {
        force("{'tables':[{'table':'Orders','operation':'GetItem','do':'throttle'}]}");

        try (var impatient = client(backend.uri(), "LOCALWorker")) {
            assertThatThrownBy(() -> impatient.getItem(get -> get.tableName("Orders").key(KEY)))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            throttled -> assertThat(throttled.isThrottlingException()).isTrue());
            assertThatCode(() -> impatient.putItem(put -> put.tableName("Orders").item(KEY)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aWriteWithALostResponseIsExecutedAndRetried() {
        force("{'tables':[{'function':'Worker','operation':'PutItem','do':'lose','times':1}]}");

        assertThatThrownBy(
                        () ->
                                worker.putItem(
                                        put ->
                                                put.tableName("Orders")
                                                        .item(NEW_KEY)
                                                        .conditionExpression(
                                                                "attribute_not_exists(customer)")))
                .as("the second attempt meets the row that the first one wrote")
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void aRequestThatFailsDoesNothing() {
        force("{'tables':[{'operation':'PutItem','do':'fail','times':1}]}");

        worker.putItem(put -> put.tableName("Orders").item(KEY)); // The SDK tries again.

        assertThat(worker.getItem(get -> get.tableName("Orders").key(KEY)).item()).isEqualTo(KEY);
    }

    @Test
    void aDeveloperWithOtherCredentialsMayDoAnything() {
        try (var developer = client(backend.uri(), "me")) {
            assertThatCode(() -> developer.scan(scan -> scan.tableName("Orders")))
                    .doesNotThrowAnyException();
        }
    }

    private static void force(String document) {
        TestFaults.force(FAULTS, document);
    }

    /// A client that tries once.
    private static DynamoDbClient client(URI endpoint, String accessKeyId) {
        return DynamoDbClient.builder()
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials(accessKeyId))
                .build();
    }

    private static StaticCredentialsProvider credentials(String accessKeyId) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "local"));
    }
}
