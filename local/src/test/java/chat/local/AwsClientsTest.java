package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.echo.EchoAssembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/// Clients of AWS, as `AWS_ENDPOINT_URL=http://localhost:8080` directs all of them to the one port.
class AwsClientsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir static Path folder;
    private static LocalRuntime runtime;
    private static URI uri;

    @BeforeAll
    static void start() throws IOException {
        EchoAssembly.write(folder.resolve("cdk.out"));
        runtime = LocalRuntime.start(Options.of(folder.resolve("cdk.out")));
        uri = URI.create("http://localhost:" + runtime.port());
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    @Test
    void dynamoDbAndSqsAreOnThePrintedPort() {
        var anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create("me", "x"));
        try (var tables =
                        DynamoDbClient.builder()
                                .endpointOverride(uri)
                                .region(Region.US_EAST_1)
                                .credentialsProvider(anybody)
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build();
                var queues =
                        SqsClient.builder()
                                .endpointOverride(uri)
                                .region(Region.US_EAST_1)
                                .credentialsProvider(anybody)
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()) {
            assertThat(tables.listTables().tableNames()).containsExactly("Notes");
            assertThat(queues.listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void lambdasInvokeIsOnThePrintedPort() throws Exception {
        var invoke =
                signed("lambda", "/2015-03-31/functions/Message/invocations")
                        .POST(BodyPublishers.ofString("{}"));

        assertThat(send(invoke).statusCode()).isEqualTo(200);
    }

    @Test
    void anActionOfAnotherServiceIsAnErrorThatNamesIt() throws Exception {
        var answer =
                send(
                        signed("secretsmanager", "/")
                                .header("X-Amz-Target", "secretsmanager.GetSecretValue")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("__type").asText()).isEqualTo("UnknownOperationException");
        assertThat(json(answer).path("message").asText())
                .startsWith("secretsmanager.GetSecretValue is not served here")
                .contains("DynamoDB");
    }

    @Test
    void anUnknownActionOfDynamoDbIsAnErrorThatNamesIt() throws Exception {
        var answer = send(dynamoDb("signed", "CreateBackup"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("__type").asText()).endsWith("#UnknownOperationException");
        assertThat(json(answer).path("message").asText()).contains("CreateBackup");
    }

    @Test
    void aRequestToDynamoDbMustBeSigned() throws Exception {
        var answer = send(dynamoDb("", "ListTables"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("__type").asText())
                .endsWith("#MissingAuthenticationTokenException");
    }

    @Test
    void aSignatureMayBeInTheQuery() throws Exception {
        String scope = "X-Amz-Credential=me%2F20260101%2Fus-east-1%2Fdynamodb%2Faws4_request";
        var tables =
                send(
                        request("/?" + scope)
                                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                                .POST(BodyPublishers.ofString("{}")));
        var other = send(request("/key?" + scope.replace("dynamodb", "s3")));

        assertThat(tables.statusCode()).isEqualTo(200);
        assertThat(other.body()).startsWith("<Error><Code>NotImplemented</Code>");
    }

    @Test
    void aRequestsHeadMayHave10Kb() throws Exception {
        var answer = send(dynamoDb("signed", "ListTables").header("X-Large", "x".repeat(9 * 1024)));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void lambdasFunctionsAreListed() throws Exception {
        var all = send(signed("lambda", "/2015-03-31/functions/"));
        var one = send(signed("lambda", "/2015-03-31/functions/Message"));

        assertThat(json(all).path("Functions").findValuesAsText("FunctionName"))
                .contains("Message");
        assertThat(json(one).at("/Configuration/FunctionName").asText()).isEqualTo("Message");
    }

    @Test
    void anUnknownActionOfLambdaIsJson() throws Exception {
        for (var request :
                new HttpRequest.Builder[] {
                    signed("lambda", "/2015-03-31/functions/Message/aliases"),
                    request("/2015-03-31/event-source-mappings/")
                }) {
            var answer = send(request);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
                    .hasValue("UnknownOperationException");
            assertThat(json(answer).path("message").asText()).contains("GET /2015-03-31/");
        }
    }

    @Test
    void aServiceThatSpeaksXmlIsAnsweredInXml() throws Exception {
        var identity =
                send(
                        signed("sts", "/")
                                .header(
                                        "Content-Type",
                                        "application/x-www-form-urlencoded; charset=utf-8")
                                .POST(BodyPublishers.ofString("Action=GetCallerIdentity")));
        var buckets = send(signed("s3", "/"));

        assertThat(identity.statusCode()).isEqualTo(400);
        assertThat(identity.body())
                .startsWith("<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code>")
                .contains("POST / of sts is not served here");
        assertThat(buckets.statusCode()).isEqualTo(501);
        assertThat(buckets.body()).startsWith("<Error><Code>NotImplemented</Code>");
    }

    private static HttpRequest.Builder dynamoDb(String signed, String action) {
        var request = signed.isEmpty() ? request("/") : signed("dynamodb", "/");
        return request.header("X-Amz-Target", "DynamoDB_20120810." + action)
                .POST(BodyPublishers.ofString("{}"));
    }

    private static HttpRequest.Builder signed(String service, String path) {
        return request(path)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=me/20260101/us-east-1/%s/aws4_request, x=y"
                                .formatted(service));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
