package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;
import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Mock;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

final class TemplateLoaderTest {
    @TempDir Path directory;
    TestAssembly assembly;

    @BeforeEach
    void writeAssembly() {
        assembly = TestAssembly.in(directory);
    }

    @Test
    void functionsHaveTheirHandlerCodeAndLimits() {
        Function worker = function("Worker");

        assertThat(worker.handler()).isEqualTo("shop.WorkerHandler::handleRequest");
        assertThat(worker.code()).isEqualTo(directory.resolve("asset.0f1e.jar"));
        assertThat(worker.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(worker.memoryMegabytes()).isEqualTo(512);
    }

    @Test
    void aFunctionHasLambdasDefaultsForMissingProperties() {
        Function guard = function("Guard");

        assertThat(guard.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(guard.memoryMegabytes()).isEqualTo(128);
    }

    @Test
    void intrinsicsInTheEnvironmentAreResolved() {
        assertThat(function("Worker").environment())
                .containsEntry("ORDERS_TABLE", "Orders")
                .containsEntry("AUDIENCE", "PoolClient")
                .containsEntry("OTHER", "https://example.org/x")
                .containsEntry("PLACE", "elsewhere")
                .containsEntry("FIRST", "us")
                .containsEntry(
                        "SUB",
                        "arn of arn:aws:dynamodb:us-east-1:000000000000:table/Orders ${raw}");
    }

    @Test
    void onlyEndpointsAreReplacedByLocalOnes() {
        assertThat(function("Worker").environment())
                .containsEntry("CALLBACK_URL", "http://127.0.0.1:8080/prod")
                .containsEntry("ISSUER", "http://127.0.0.1:8080/issuer")
                .containsEntry("KEYS", "http://127.0.0.1:8080/issuer/.well-known/jwks.json")
                .containsEntry("RETRIES_URL", "http://127.0.0.1:9324/000000000000/Retries.fifo");
    }

    @Test
    void theEnvironmentHasLambdasOwnVariables() {
        assertThat(function("Worker").environment())
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "Worker")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
                .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")
                .containsEntry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324")
                .containsEntry("AWS_ACCESS_KEY_ID", "LOCALWorker")
                .containsKey("AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void theInitializationTypeTellsWhetherSnapStartIsOn() {
        assertThat(function("Worker").environment())
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");

        assembly.edit(
                "Worker",
                worker -> worker.putObject("SnapStart").put("ApplyOn", "PublishedVersions"));

        assertThat(function("Worker").environment())
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }

    @Test
    void everyFunctionHasItsOwnAccessKey() {
        assertThat(Environments.accessKeyId("a-b")).isEqualTo("LOCALax2db");
        assertThat(Environments.accessKeyId("a_b")).isEqualTo("LOCALax5fb");
    }

    @Test
    void tablesBecomeCreateTableCalls() {
        Table orders = assembly.load().tables().getFirst();

        assertThat(orders.name()).isEqualTo("Orders");
        assertThat(orders.timeToLiveAttribute()).contains("expiresAt");
        assertThat(orders.streamViewType()).contains("NEW_AND_OLD_IMAGES");
        assertThat(orders.createTable().at("/LocalSecondaryIndexes/0/IndexName").asText())
                .isEqualTo("byDay");
        assertThat(orders.createTable().at("/StreamSpecification/StreamEnabled").asBoolean())
                .isTrue();
        assertThat(orders.createTable().has("PointInTimeRecoverySpecification")).isFalse();
    }

    @Test
    void queuesHaveTheirSettingsAndFifoNamesEndInFifo() {
        assertThat(assembly.load().queues())
                .containsExactlyInAnyOrder(
                        new Queue(
                                "Retries.fifo",
                                true,
                                false,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(60),
                                Duration.ofDays(4),
                                Optional.of(new Queue.Redrive("RetryFailures.fifo", 5))),
                        new Queue(
                                "RetryFailures.fifo",
                                true,
                                false,
                                Duration.ZERO,
                                Duration.ofSeconds(30),
                                Duration.ofDays(4),
                                Optional.empty()),
                        new Queue(
                                "shop-failures",
                                false,
                                false,
                                Duration.ZERO,
                                Duration.ofSeconds(30),
                                Duration.ofDays(14),
                                Optional.empty()));
    }

    @Test
    void theStreamMappingHasEverySetting() {
        EventSourceMapping mapping = mapping("OrdersToWorker");

        assertThat(mapping.functionName()).isEqualTo("Worker");
        assertThat(mapping.source()).isEqualTo(new TableStream("Orders", "TRIM_HORIZON"));
        assertThat(mapping.batchSize()).isEqualTo(10);
        assertThat(mapping.batchingWindow()).isEqualTo(Duration.ofSeconds(1));
        assertThat(mapping.filters()).hasToString("[{\"eventName\":[\"INSERT\"]}]");
        assertThat(mapping.bisectBatchOnFunctionError()).isTrue();
        assertThat(mapping.maximumRetries()).isEqualTo(3);
        assertThat(mapping.maximumRecordAge()).contains(Duration.ofHours(1));
        assertThat(mapping.reportBatchItemFailures()).isTrue();
        assertThat(mapping.parallelizationFactor()).isEqualTo(2);
        assertThat(mapping.onFailureQueueName()).contains("shop-failures");
    }

    @Test
    void aQueueMappingHasLambdasDefaultsForMissingProperties() {
        EventSourceMapping mapping = mapping("RetriesToWorker");

        assertThat(mapping.source()).isEqualTo(new QueueSource("Retries.fifo", 1_000));
        assertThat(mapping.batchSize()).isEqualTo(10);
        assertThat(mapping.batchingWindow()).isZero();
        assertThat(mapping.filters()).isEmpty();
        assertThat(mapping.reportBatchItemFailures()).isFalse();
        assertThat(mapping.maximumRetries()).isEqualTo(-1);
    }

    @Test
    void theApiHasItsRoutesStageAndAuthorizer() {
        WebSocketApi api = api();

        assertThat(api.id()).isEqualTo("Api");
        assertThat(api.stage()).isEqualTo("prod");
        assertThat(api.routeSelectionExpression()).isEqualTo("$request.body.action");
        assertThat(api.routes()).containsOnlyKeys("$connect", "order", "watch", "ping");
        Route connect = route("$connect");
        assertThat(connect.integration())
                .isEqualTo(
                        new LambdaProxy(
                                new FunctionTarget(
                                        "Worker",
                                        "arn:aws:lambda:us-east-1:000000000000:function:Worker:live"),
                                Optional.empty()));
        assertThat(connect.authorizer())
                .contains(
                        new WebSocketApi.Authorizer(
                                "GuardAuthorizer",
                                FunctionTarget.of("Guard"),
                                List.of("route.request.header.Sec-WebSocket-Protocol")));
    }

    @Test
    void aRouteIsTwoWayOnlyWithBothSelectionExpressionAndResponse() {
        assertThat(route("order").twoWay()).isTrue();
        assertThat(route("watch").twoWay()).isFalse();
        assertThat(route("$connect").twoWay()).isFalse();
    }

    @Test
    void aMockHasItsTemplates() {
        Route ping = route("ping");

        assertThat(ping.twoWay()).isTrue();
        assertThat(ping.integration())
                .isEqualTo(
                        new Mock("{\"statusCode\":200}", Map.of("/200/", "{\"type\":\"pong\"}")));
    }

    @Test
    void aMissingJarIsAnErrorThatNamesResourceAndProperty() throws Exception {
        Files.delete(directory.resolve("asset.0f1e.jar"));

        assertError("Resource Worker, property Code.S3Key: ", "build the functions first");
    }

    @Test
    void aMissingHandlerIsAnError() {
        assembly.edit("Worker", properties -> properties.remove("Handler"));

        assertError("Resource Worker, property Handler: is missing");
    }

    @Test
    void anUnresolvedReferenceIsAnError() {
        assembly.edit(resources -> resources.remove("Orders"));

        assertError(
                "Resource Role, property Policies: ",
                "there is no resource, parameter or variable Orders");
    }

    @Test
    void aRouteWithoutAnIntegrationIsAnError() {
        assembly.edit("PingRoute", properties -> properties.put("Target", "integrations/Nowhere"));

        assertError(
                "Resource PingRoute, property Target: Nowhere is no"
                        + " AWS::ApiGatewayV2::Integration of this API");
    }

    @Test
    void anIntegrationWithoutAFunctionIsAnError() {
        assembly.edit(
                "WorkerIntegration",
                properties ->
                        properties.put(
                                "IntegrationUri",
                                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                                    + "arn:aws:lambda:us-east-1:000000000000:function:Gone/invocations"));

        assertError(
                "Resource WorkerIntegration, property IntegrationUri: there is no Java function"
                        + " arn:aws:lambda:us-east-1:000000000000:function:Gone");
    }

    @Test
    void aMappingWithoutAFunctionIsAnError() {
        assembly.edit("RetriesToWorker", properties -> properties.put("FunctionName", "Gone"));

        assertError(
                "Resource RetriesToWorker, property FunctionName: there is no Java function Gone");
    }

    @Test
    void aMappingOfATableWithoutAStreamIsAnError() {
        assembly.edit("Orders", properties -> properties.remove("StreamSpecification"));

        assertError(
                "Resource OrdersToWorker, property EventSourceArn: the table Orders has no stream");
    }

    @Test
    void aVisibilityTimeoutShorterThanTheFunctionsTimeoutIsAnError() {
        assembly.edit("Retries", properties -> properties.put("VisibilityTimeout", 10));

        assertError(
                "Resource RetriesToWorker, property EventSourceArn: ",
                "the visibility timeout of Retries.fifo (10 s) is shorter");
    }

    @Test
    void anUnknownTypeIsAnError() {
        Consumer<ObjectNode> addBucket =
                resources -> resources.putObject("Disk").put("Type", "AWS::EFS::FileSystem");

        assembly.edit(addBucket);

        assertError("Resource Disk, property Type: AWS::EFS::FileSystem cannot be run locally");
    }

    @Test
    void anOutputOfANestedStackIsAnErrorWhereItIsNeeded() {
        assembly.edit(
                "Worker",
                worker ->
                        worker.withObject("/Environment/Variables/BUCKET")
                                .putArray("Fn::GetAtt")
                                .add("Web")
                                .add("Outputs.Bucket"));

        assertError(
                "Resource Worker, property Environment.Variables.BUCKET: ",
                "the attribute Outputs.Bucket of Web (AWS::CloudFormation::Stack)");
    }

    @Test
    void aReferenceToAResourceThatIsNotRunIsAnErrorThatNamesBoth() {
        assembly.edit(
                "Worker",
                worker -> worker.withObject("/Environment/Variables/SITE").put("Ref", "Web"));

        assertError(
                "Resource Worker, property Environment.Variables.SITE: ",
                "Ref of Web (AWS::CloudFormation::Stack) has no local value");
    }

    @Test
    void aHandlerThatIsNotInTheJarIsAnError() {
        assembly.edit(
                "Worker", worker -> worker.put("Handler", "shop.WrokerHandler::handleRequest"));

        assertError(
                "Resource Worker, property Handler: asset.0f1e.jar has no"
                        + " shop/WrokerHandler.class");
    }

    @Test
    void codeThatIsNotAJarIsAnError() throws IOException {
        Files.writeString(directory.resolve("asset.0f1e.jar"), "no jar");

        assertError("property Code.S3Key", "asset.0f1e.jar is not a jar");
    }

    @Test
    void aDisabledMappingIsIgnored() {
        assembly.edit("RetriesToWorker", properties -> properties.put("Enabled", false));

        assertThat(assembly.load().mappings())
                .extracting(EventSourceMapping::id)
                .containsExactly("OrdersToWorker");
    }

    @Test
    void aMissingAssemblyIsAnError() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> TemplateLoader.load(nowhere, TestAssembly.ENDPOINTS))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("synthesize the stack first");
    }

    private void assertError(String... parts) {
        assertThatThrownBy(() -> assembly.load())
                .isInstanceOf(TemplateException.class)
                .message()
                .contains(parts);
    }

    private WebSocketApi api() {
        return assembly.load().apis().getFirst();
    }

    private Route route(String key) {
        return Objects.requireNonNull(api().routes().get(key));
    }

    private Function function(String name) {
        return assembly.load().functions().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private EventSourceMapping mapping(String id) {
        return assembly.load().mappings().stream()
                .filter(mapping -> mapping.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
