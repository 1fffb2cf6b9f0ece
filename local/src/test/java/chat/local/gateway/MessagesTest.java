package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.template.FunctionTarget;
import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class MessagesTest {
    private static final String FORBIDDEN = frame("Forbidden");
    private static final String INTERNAL_SERVER_ERROR = frame("Internal server error");
    private static final String PING = "{\"action\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";

    @AutoClose private final TestGateway gateway = new TestGateway();

    private static String frame(String message) {
        return "\\{\"message\": \""
                + message
                + "\", \"connectionId\":\"[\\w-]{15}=\", \"requestId\":\"[\\w-]{15}=\"}";
    }

    @Test
    void aTwoWayRouteSendsTheBodyUnchanged() throws Exception {
        String message = "{ \"action\":\"echo\", \"text\":\"ä\\n😀\" }";

        assertThat(gateway.connect().send(message).receive()).isEqualTo(message);
    }

    @Test
    void aOneWayRouteDiscardsTheBody() throws Exception {
        var client = gateway.connect();

        client.send("{\"action\":\"quiet\"}");
        gateway.event("Echo");

        assertThat(client.send(PING).receive()).isEqualTo(PONG);
        assertThat(client.hasReceived()).isFalse();
    }

    @Test
    void aMockRouteReturnsItsTemplateWithoutAFunction() throws Exception {
        assertThat(gateway.connect().send(PING).receive()).isEqualTo(PONG);

        assertThat(gateway.traffic.records)
                .containsSubsequence("received ping 17", "answered ping 15")
                .doesNotContain("invoked ping");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "",
                "\"echo\"",
                "[]",
                "{\"action\":\"echo\"} {}",
                "{}",
                "{\"action\":null}",
                "{\"action\":\"unknown\"}",
                "{\"action\":\"ECHO\"}",
                "{\"action\":[\"echo\"]}",
                "{\"action\":{\"echo\":1}}",
                "{\"action\":\"$connect\"}",
                "{\"action\":\"$disconnect\"}",
                "{\"action\":\"$default\"}"
            })
    void aMessageWithoutAMatchingRouteGoesToDefault(String message) throws Exception {
        gateway.connect().send(message);

        JsonNode event = gateway.event("Default");
        assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("$default");
        assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("MESSAGE");
        assertThat(event.path("body").asText()).isEqualTo(message);
        gateway.event("Connect");
        assertThat(gateway.invoked("Connect")).isFalse();
    }

    @Test
    void aMessageWithoutAMatchingRouteOrDefaultIsForbidden() throws Exception {
        var routes = TestGateway.routes();
        routes.remove("$default");
        try (var strict = new TestGateway(Map.copyOf(routes), Limits.AWS)) {
            var client = strict.connect();

            assertThat(client.send("{\"action\":\"$connect\"}").receive()).matches(FORBIDDEN);
            assertThat(client.send(PING).receive()).isEqualTo(PONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "quiet"})
    void anIntegrationThatThrowsGetsAnErrorFrameAndTheConnectionStaysOpen(String route)
            throws Exception {
        gateway.on("Echo", _ -> TestGateway.failed("boom"));
        var client = gateway.connect();

        String report = client.send("{\"action\":\"" + route + "\"}").receive();

        assertThat(report).matches(INTERNAL_SERVER_ERROR);
        JsonNode event = gateway.event("Echo");
        assertThat(report)
                .contains(event.at("/requestContext/connectionId").asText())
                .contains(event.at("/requestContext/requestId").asText());
        assertThat(client.send(PING).receive()).isEqualTo(PONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"text\"", "{\"statusCode\":500,\"body\":\"no\"}"})
    void aMalformedOrFailedResponseOfATwoWayRouteGetsAnErrorFrame(String answer) throws Exception {
        gateway.on("Echo", _ -> TestGateway.returned(answer));

        assertThat(gateway.connect().send("{\"action\":\"echo\"}").receive())
                .matches(INTERNAL_SERVER_ERROR);
    }

    @Test
    void anAnswerOfMoreThan128KbGetsAnErrorFrame() throws Exception {
        String largest = "x".repeat(128 * 1024);
        gateway.on("Echo", _ -> TestGateway.returned(proxy(largest)));
        var client = gateway.connect();

        assertThat(client.send("{\"action\":\"echo\"}").receive()).isEqualTo(largest);

        gateway.on("Echo", _ -> TestGateway.returned(proxy(largest + "x")));

        assertThat(client.send("{\"action\":\"echo\"}").receive()).matches(INTERNAL_SERVER_ERROR);
    }

    private static String proxy(String body) {
        return "{\"statusCode\":200,\"body\":\"" + body + "\"}";
    }

    @Test
    void theStatusOfAOneWayRouteHasNoEffect() throws Exception {
        gateway.on("Echo", _ -> TestGateway.returned("{\"statusCode\":501}"));
        var client = gateway.connect();

        client.send("{\"action\":\"quiet\"}");
        gateway.event("Echo");

        assertThat(client.send(PING).receive()).isEqualTo(PONG);
    }

    @Test
    void messagesOfOneConnectionAreHandledConcurrently() throws Exception {
        var all = new CountDownLatch(20);
        gateway.on(
                "Echo",
                event -> {
                    all.countDown();
                    return await(all, event);
                });
        var client = gateway.connect();

        for (int i = 0; i < 20; i++) {
            client.send("{\"action\":\"echo\",\"i\":" + i + "}");
        }

        for (int i = 0; i < 20; i++) {
            assertThat(client.receive()).isEqualTo("done");
        }
    }

    @Test
    void anIntegrationThatExceedsTheTimeoutGetsAnErrorFrameAndItsFunctionKeepsRunning()
            throws Exception {
        var release = new CountDownLatch(1);
        try (var impatient = new TestGateway(TestGateway.routes(), TestGateway.IMPATIENT)) {
            impatient.on("Echo", event -> await(release, event));
            var client = impatient.connect();

            assertThat(client.send("{\"action\":\"echo\"}").receive())
                    .matches(frame("Endpoint request timed out"));

            release.countDown();
            assertThat(client.send(PING).receive()).isEqualTo(PONG);
        }
    }

    @Test
    void anIntegrationMayHaveItsOwnTimeout() throws Exception {
        var release = new CountDownLatch(1);
        var routes = TestGateway.routes();
        var hasty = new LambdaProxy(FunctionTarget.of("Echo"), Optional.of(Duration.ofMillis(100)));
        routes.put("echo", new Route("echo", hasty, Optional.empty(), true, Optional.empty()));
        try (var impatient = new TestGateway(Map.copyOf(routes), Limits.AWS)) {
            impatient.on("Echo", event -> await(release, event));

            assertThat(impatient.connect().send("{\"action\":\"echo\"}").receive())
                    .matches(frame("Endpoint request timed out"));
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestGateway.OK, "{\"statusCode\":200,\"body\":\"\"}"})
    void aTwoWayResponseWithoutABodySendsNothing(String answer) throws Exception {
        gateway.on("Echo", _ -> TestGateway.returned(answer));
        var client = gateway.connect();

        client.send("{\"action\":\"echo\"}");
        gateway.event("Echo");

        assertThat(client.send(PING).receive()).isEqualTo(PONG);
    }

    @Test
    void everyMessageIsMetered() throws Exception {
        var client = gateway.connect();

        client.send("{\"action\":\"echo\"}").receive();
        gateway.event("Echo");

        assertThat(gateway.traffic.records)
                .contains(
                        "invoked $connect", "received echo 17", "invoked echo", "answered echo 17")
                .filteredOn("invoked $connect"::equals)
                .hasSize(2);
    }

    private static InvocationResult await(CountDownLatch all, JsonNode event) {
        try {
            return TestGateway.returned(
                    all.await(60, TimeUnit.SECONDS)
                            ? "{\"statusCode\":200,\"body\":\"done\"}"
                            : event.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return TestGateway.failed("interrupted");
        }
    }
}
