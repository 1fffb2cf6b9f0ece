package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.template.FunctionTarget;
import chat.local.template.WebSocketApi.Authorizer;
import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Route;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class HandshakeTest {
    private static final String OFFER = "Sec-WebSocket-Protocol: chat.v1";

    @AutoClose private final TestGateway gateway = new TestGateway();

    @Test
    void aMissingIdentitySourceIsRefusedWithoutInvokingTheAuthorizer() {
        assertThat(TestClient.refusal(gateway.url("other=1"))).isEqualTo(401);
        assertThat(TestClient.refusal(gateway.url("token="))).isEqualTo(401);

        assertThat(gateway.invoked("Authorizer")).isFalse();
        assertThat(gateway.invoked("Connect")).isFalse();
    }

    @Test
    void anAuthorizerThatThrowsExactlyUnauthorizedGives401() {
        gateway.on("Authorizer", _ -> TestGateway.failed("Unauthorized"));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(401);
    }

    @Test
    void aPolicyThatDeniesGives403() {
        gateway.on("Authorizer", _ -> TestGateway.returned(TestGateway.policy("Deny", "alice")));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(403);
        assertThat(gateway.invoked("Connect")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unauthorized", "Unauthorized!", "boom"})
    void anAuthorizerThatThrowsAnythingElseGives500(String message) {
        gateway.on("Authorizer", _ -> TestGateway.failed(message));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"principalId\":\"alice\"}",
                "{\"isAuthorized\":true}"
            })
    void anAuthorizerThatReturnsNoPolicyGives500(String answer) {
        gateway.on("Authorizer", _ -> TestGateway.returned(answer));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(500);
    }

    @Test
    void anAuthorizerThatTimesOutGives500() {
        gateway.on("Authorizer", _ -> new TimedOut());

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 409, 501})
    void anyOtherStatusOfConnectBecomesTheHandshakesStatus(int status) {
        gateway.on("Connect", _ -> TestGateway.returned("{\"statusCode\":" + status + "}"));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void any2xxOfConnectOpensTheSocket(int status) {
        gateway.on("Connect", _ -> TestGateway.returned("{\"statusCode\":" + status + "}"));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(101);
    }

    @Test
    void aConnectThatThrowsGives502() {
        gateway.on("Connect", _ -> TestGateway.failed("boom"));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"text\"", "{}", "{\"statusCode\":200,\"body\":{}}", "{"})
    void aConnectWithAMalformedResponseGives502(String answer) {
        gateway.on("Connect", _ -> TestGateway.returned(answer));

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(502);
    }

    @Test
    void aConnectFunctionThatTimesOutOrIsMissingGives502() {
        gateway.on("Connect", _ -> new TimedOut());
        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(502);

        gateway.on("Connect", _ -> new InvocationResult.NotFound());
        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(502);
    }

    @Test
    void aConnectThatExceedsTheIntegrationTimeoutGives504() throws IOException {
        var release = new CountDownLatch(1);
        try (var impatient = new TestGateway(TestGateway.routes(), TestGateway.IMPATIENT)) {
            impatient.on(
                    "Connect",
                    _ -> {
                        await(release);
                        return TestGateway.returned(TestGateway.OK);
                    });

            assertThat(TestClient.refusal(impatient.url("token=t"))).isEqualTo(504);
            release.countDown();
        }
    }

    @Test
    void theUpgradeIsPendingUntilConnectReturns() throws Exception {
        var release = new CountDownLatch(1);
        gateway.on(
                "Connect",
                _ -> {
                    await(release);
                    return TestGateway.returned(TestGateway.OK);
                });

        var connecting = CompletableFuture.supplyAsync(() -> gateway.connect());
        gateway.event("Connect");
        assertThat(connecting).isNotDone();
        release.countDown();

        assertThat(connecting.get(60, TimeUnit.SECONDS).send("{\"action\":\"ping\"}").receive())
                .isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void aPostToAConnectionThatIsStillOpeningGets410() throws Exception {
        var status = new CompletableFuture<Integer>();
        gateway.on(
                "Connect",
                event -> {
                    String id = event.at("/requestContext/connectionId").asText();
                    status.complete(gateway.post(id, "early").statusCode());
                    return TestGateway.returned(TestGateway.OK);
                });

        gateway.connect();

        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(410);
    }

    @Test
    void aSubprotocolIsEchoedOnlyIfConnectReturnedIt() {
        var silent = TestClient.connect(gateway.url("token=t"), "chat.v1", "bearer.x");
        gateway.on(
                "Connect",
                _ ->
                        TestGateway.returned(
                                "{\"statusCode\":200,\"headers\":"
                                        + "{\"sec-websocket-protocol\":\"chat.v1\"}}"));
        var echoed = TestClient.connect(gateway.url("token=t"), "chat.v1", "bearer.x");

        assertThat(silent.socket().getSubprotocol()).isEmpty();
        assertThat(echoed.socket().getSubprotocol()).isEqualTo("chat.v1");
    }

    @Test
    void aSubprotocolThatTheClientDidNotOfferFailsTheHandshake() throws Exception {
        gateway.on(
                "Connect",
                _ ->
                        TestGateway.returned(
                                "{\"statusCode\":200,\"headers\":"
                                        + "{\"Sec-WebSocket-Protocol\":\"chat.v2\"}}"));

        try (var client = new RawClient(gateway.port(), "/prod?token=t", OFFER)) {
            assertThat(client.handshake).contains(" 502 ");
            assertThat(client.refusal()).contains("chat.v2");
        }
    }

    @Test
    void theAuthorizerIsInvokedAtEveryConnect() throws Exception {
        gateway.connect();
        gateway.connect();

        gateway.event("Authorizer");
        gateway.event("Authorizer");
    }

    @Test
    void anIdentitySourceMayBeAHeader() throws Exception {
        var routes = TestGateway.routes();
        var guard =
                new Authorizer(
                        "guard1",
                        FunctionTarget.of("Authorizer"),
                        List.of("route.request.header.sec-websocket-PROTOCOL"));
        routes.put(
                "$connect",
                new Route(
                        "$connect",
                        new LambdaProxy("Connect"),
                        Optional.of(guard),
                        false,
                        Optional.empty()));
        try (var guarded = new TestGateway(Map.copyOf(routes), Limits.AWS)) {
            assertThat(TestClient.refusal(guarded.url("token=t"))).isEqualTo(401);
            assertThat(guarded.invoked("Authorizer")).isFalse();

            TestClient.connect(guarded.url("token=t"), "chat.v1");
        }
    }

    @Test
    void aRefusedHandshakeHasAnErrorFrameOrTheFunctionsBody() throws Exception {
        gateway.on("Authorizer", _ -> TestGateway.failed("Unauthorized"));
        assertThat(refusal()).matches(frame("Unauthorized"));

        gateway.on("Authorizer", _ -> TestGateway.returned(TestGateway.policy("Deny", "alice")));
        assertThat(refusal()).matches(frame("Forbidden"));

        gateway.on("Authorizer", _ -> TestGateway.returned(TestGateway.allow("alice")));
        gateway.on("Connect", _ -> TestGateway.failed("boom"));
        assertThat(refusal()).matches(frame("Internal server error"));

        gateway.on("Connect", _ -> TestGateway.returned("{\"statusCode\":409,\"body\":\"no\"}"));
        assertThat(refusal()).isEqualTo("no");
    }

    @Test
    void aUrlOfMoreThan4096CharactersIsRefused() {
        String fixed = "http://127.0.0.1:" + gateway.port() + "/prod?token=";

        String longest = "t".repeat(4096 - fixed.length());

        assertThat(TestClient.refusal(gateway.url("token=" + longest))).isEqualTo(101);
        assertThat(TestClient.refusal(gateway.url("token=" + longest + "t"))).isEqualTo(414);
    }

    @Test
    void aConnectThatExceedsItsIntegrationsOwnTimeoutGives504() throws IOException {
        var routes = TestGateway.routes();
        var hasty =
                new LambdaProxy(FunctionTarget.of("Connect"), Optional.of(Duration.ofMillis(100)));
        routes.put(
                "$connect",
                new Route("$connect", hasty, Optional.empty(), false, Optional.empty()));
        var release = new CountDownLatch(1);
        try (var impatient = new TestGateway(Map.copyOf(routes), Limits.AWS)) {
            impatient.on(
                    "Connect",
                    _ -> {
                        await(release);
                        return TestGateway.returned(TestGateway.OK);
                    });

            assertThat(TestClient.refusal(impatient.url("token=t"))).isEqualTo(504);
            release.countDown();
        }
    }

    @Test
    void withoutAConnectRouteEveryUpgradeSucceeds() throws Exception {
        var routes = TestGateway.routes();
        routes.remove("$connect");
        try (var open = new TestGateway(Map.copyOf(routes), Limits.AWS)) {
            var client = TestClient.connect(URI.create("ws://127.0.0.1:" + open.port() + "/prod"));

            assertThat(client.send("{\"action\":\"ping\"}").receive()).contains("pong");
        }
    }

    @Test
    void anotherStageAndARequestWithoutUpgradeAreRejected() {
        var elsewhere = URI.create("ws://127.0.0.1:" + gateway.port() + "/dev?token=t");
        var plain = URI.create("http://127.0.0.1:" + gateway.port() + "/prod?token=t");

        assertThat(TestClient.refusal(elsewhere)).isEqualTo(403);
        assertThat(TestGateway.send(HttpRequest.newBuilder(plain).build()).statusCode())
                .isEqualTo(426);
        assertThat(gateway.invoked("Authorizer")).isFalse();
    }

    private String refusal() throws IOException {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            return client.refusal();
        }
    }

    private static String frame(String message) {
        return "\\{\"message\": \""
                + message
                + "\", \"connectionId\":\"[\\w-]{15}=\", \"requestId\":\"[\\w-]{15}=\"}";
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
