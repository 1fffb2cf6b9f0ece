package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class ManagementApiTest {
    private static final String UNKNOWN = "AAAAAAAAAAAAAAA=";
    private static final int KB = 1024;

    @AutoClose private final TestGateway gateway = new TestGateway();

    @Test
    void aPostReachesTheClientAsATextMessage() throws Exception {
        var client = gateway.connect();

        var response = gateway.post(connectionId(), "hä?");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(client.receive()).isEqualTo("hä?");
        assertThat(gateway.traffic.records).contains("posted 4");
    }

    @Test
    void aGetDescribesTheConnection() throws Exception {
        var client = gateway.connect();
        gateway.timers.advance(Duration.ofSeconds(3));
        client.send("{\"action\":\"ping\"}").receive();

        var response = gateway.get(connectionId());

        JsonNode description = TestGateway.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(description.path("connectedAt").asText()).isEqualTo("2026-02-09T18:11:43Z");
        assertThat(description.path("lastActiveAt").asText()).isEqualTo("2026-02-09T18:11:46Z");
        assertThat(description.at("/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(description.at("/identity/userAgent").asText()).startsWith("Java-http-client");
    }

    @Test
    void aDeleteClosesWith1000AndCallsDisconnectOnce() throws Exception {
        var client = gateway.connect();
        String id = connectionId();

        assertThat(gateway.delete(id).statusCode()).isEqualTo(204);

        assertThat(client.closed()).isEqualTo(new CloseStatus(1000, "Connection Closed Normally"));
        JsonNode context = gateway.event("Disconnect").path("requestContext");
        assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1000);
        assertThat(context.path("disconnectReason").asText())
                .isEqualTo("Connection Closed Normally");
        assertThat(gateway.delete(id).statusCode()).isEqualTo(410);
        assertThat(gateway.invoked("Disconnect")).isFalse();
    }

    @Test
    void aConnectionThatIsNotOpenIsGone() throws Exception {
        gateway.connect().close(1000, "");
        String closed = connectionId();
        gateway.event("Disconnect");

        for (String id : new String[] {closed, UNKNOWN}) {
            var response = gateway.post(id, "x");
            assertThat(response.statusCode()).isEqualTo(410);
            assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("GoneException");
            assertThat(gateway.get(id).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void aMalformedIdIsABadRequest() {
        var response = gateway.post("not-an-id", "x");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                .hasValue("BadRequestException");
    }

    @Test
    void anotherStageAndAnotherMethodAreForbidden() throws Exception {
        gateway.connect();
        var elsewhere = gateway.management(UNKNOWN).toString().replace("/prod/", "/test/");
        var signed = HttpRequest.newBuilder(URI.create(elsewhere));
        signed.header("Authorization", "AWS4-HMAC-SHA256 Credential=local");

        var response = TestGateway.send(signed.GET().build());
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                .hasValue("ForbiddenException");

        var put =
                HttpRequest.newBuilder(gateway.management(connectionId()))
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=local")
                        .PUT(TestGateway.body("x"));
        assertThat(TestGateway.send(put.build()).statusCode()).isEqualTo(403);
    }

    @Test
    void anIdMayBeUrlEncodedOrNot() throws Exception {
        var client = gateway.connect();
        String plain = connectionId();
        var signed =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:"
                                        + gateway.port()
                                        + "/prod/@connections/"
                                        + plain));
        signed.header("Authorization", TestGateway.SIGNATURE);

        TestGateway.send(signed.POST(TestGateway.body("x")).build());

        assertThat(client.receive()).isEqualTo("x");
    }

    @Test
    void anUnsignedRequestIsForbidden() {
        var unsigned = HttpRequest.newBuilder(gateway.management(UNKNOWN));

        assertThat(TestGateway.send(unsigned.GET().build()).statusCode()).isEqualTo(403);
    }

    @Test
    void aPostOfUpTo128KbIsSentInFramesOf32Kb() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            String id = openConnectionId();
            String text = "é".repeat(64 * KB);

            assertThat(gateway.post(id, text).statusCode()).isEqualTo(200);
            assertThat(gateway.post(id, text + "x").statusCode()).isEqualTo(413);

            var received = new StringBuilder();
            RawClient.Frame frame;
            do {
                frame = client.receive();
                assertThat(frame.payload().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(32 * KB);
                received.append(frame.payload());
            } while (!frame.last());
            assertThat(received.toString()).isEqualTo(text);
        }
    }

    @Test
    void postsOfManySendersNeverInterleave() throws Exception {
        var client = gateway.connect();
        String id = connectionId();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 12).forEach(i -> threads.execute(() -> gateway.post(id, text(i))));

            var received = new HashSet<String>();
            for (int i = 0; i < 12; i++) {
                received.add(client.receive());
            }

            assertThat(received)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 12).mapToObj(ManagementApiTest::text).toList());
        }
    }

    private static String text(int i) {
        return (i + ",").repeat(20_000);
    }

    @Test
    void aClientThatDoesNotReadDoesNotDelayOthersAndItsBufferFillsUp() throws Exception {
        try (var _ = new RawClient(gateway.port(), "/prod?token=t");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String slow = openConnectionId();
            var refused = new CompletableFuture<Integer>();
            for (int i = 0; i < 200; i++) {
                threads.execute(
                        () -> {
                            int status = gateway.post(slow, "x".repeat(128 * KB)).statusCode();
                            if (status != 200) {
                                refused.complete(status);
                            }
                        });
            }
            assertThat(refused.get(60, TimeUnit.SECONDS)).isEqualTo(429);

            var client = gateway.connect();
            assertThat(gateway.post(connectionId(), "x").statusCode()).isEqualTo(200);

            assertThat(client.receive()).isEqualTo("x");
            gateway.delete(slow);
            gateway.timers.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    void theAwsSdkParsesResponsesAndErrors() throws Exception {
        try (var sdk =
                ApiGatewayManagementApiClient.builder()
                        .endpointOverride(
                                URI.create("http://127.0.0.1:" + gateway.port() + "/prod"))
                        .region(Region.US_EAST_1)
                        .httpClient(Apache5HttpClient.create())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .build()) {
            var client = gateway.connect();
            String id = connectionId();

            sdk.postToConnection(p -> p.connectionId(id).data(SdkBytes.fromUtf8String("hi")));
            assertThat(client.receive()).isEqualTo("hi");
            assertThat(sdk.getConnection(g -> g.connectionId(id)).connectedAt())
                    .isEqualTo(ManualTimers.START);
            var tooLarge = SdkBytes.fromUtf8String("x".repeat(128 * KB + 1));
            assertThatThrownBy(() -> sdk.postToConnection(p -> p.connectionId(id).data(tooLarge)))
                    .isInstanceOf(PayloadTooLargeException.class);
            sdk.deleteConnection(d -> d.connectionId(id));
            assertThatThrownBy(() -> sdk.getConnection(g -> g.connectionId(id)))
                    .isInstanceOf(GoneException.class);
        }
    }

    /// Waits, because the client gets its 101 before the gateway has the socket.
    private String openConnectionId() throws Exception {
        String id = connectionId();
        for (int tries = 0; tries < 1_000 && gateway.get(id).statusCode() == 410; tries++) {
            Thread.onSpinWait();
        }
        return id;
    }

    private String connectionId() throws InterruptedException {
        return gateway.event("Connect").at("/requestContext/connectionId").asText();
    }
}
