package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.template.WebSocketApi.Route;
import chat.local.template.WebSocketApi.Throttle;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class ThrottlingTest {
    private static final String ECHO = "{\"action\":\"echo\"}";
    private static final String PING = "{\"action\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final String TOO_MANY =
            "\\{\"message\": \"Too Many Requests\", \"connectionId\":\"[\\w-]{15}=\","
                    + " \"requestId\":\"[\\w-]{15}=\"}";

    @Test
    void aRouteAboveItsBurstGetsErrorFramesUntilItsBucketRefills() throws Exception {
        try (var gateway = open(Map.of("echo", throttle(2, 3)), Limits.AWS)) {
            var client = gateway.connect();
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(ECHO).receive()).isEqualTo(ECHO);
                gateway.event("Echo");
            }

            assertThat(client.send(ECHO).receive()).matches(TOO_MANY);
            assertThat(gateway.invoked("Echo")).isFalse();

            gateway.timers.advance(Duration.ofMillis(499));
            assertThat(client.send(ECHO).receive()).matches(TOO_MANY);
            gateway.timers.advance(Duration.ofMillis(1));
            assertThat(client.send(ECHO).receive()).isEqualTo(ECHO);
            assertThat(client.send(ECHO).receive()).matches(TOO_MANY);
        }
    }

    @Test
    void aBucketNeverHoldsMoreThanItsBurst() throws Exception {
        try (var gateway = open(Map.of("echo", throttle(1, 2)), Limits.AWS)) {
            var client = gateway.connect();
            gateway.timers.advance(Duration.ofMinutes(1));

            assertThat(client.send(ECHO).receive()).isEqualTo(ECHO);
            assertThat(client.send(ECHO).receive()).isEqualTo(ECHO);
            assertThat(client.send(ECHO).receive()).matches(TOO_MANY);
        }
    }

    @Test
    void eachRouteHasItsOwnBucket() throws Exception {
        var one = throttle(1, 1);
        try (var gateway = open(Map.of("echo", one, "ping", one), Limits.AWS)) {
            var client = gateway.connect();

            assertThat(client.send(ECHO).receive()).isEqualTo(ECHO);
            assertThat(client.send(ECHO).receive()).matches(TOO_MANY);
            assertThat(client.send(PING).receive()).isEqualTo(PONG);
            assertThat(client.send(PING).receive()).matches(TOO_MANY);
        }
    }

    @Test
    void connectionsShareTheBucketOfARoute() throws Exception {
        try (var gateway = open(Map.of("ping", throttle(1, 1)), Limits.AWS)) {
            assertThat(gateway.connect().send(PING).receive()).isEqualTo(PONG);

            assertThat(gateway.connect().send(PING).receive()).matches(TOO_MANY);
        }
    }

    @Test
    void aThrottledMessageIsNotCharged() throws Exception {
        try (var gateway = open(Map.of("ping", throttle(1, 0)), Limits.AWS)) {
            gateway.connect().send(PING).receive();

            assertThat(gateway.traffic.records).containsOnly("invoked $connect");
        }
    }

    @Test
    void aThrottledConnectGets429AndInvokesNoFunction() throws Exception {
        try (var gateway = open(Map.of("$connect", throttle(1, 1)), Limits.AWS)) {
            gateway.connect();
            gateway.event("Authorizer");

            assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(429);
            assertThat(gateway.invoked("Authorizer")).isFalse();
            try (var raw = new RawClient(gateway.port(), "/prod?token=t")) {
                assertThat(raw.refusal()).matches(TOO_MANY);
            }

            gateway.timers.advance(Duration.ofSeconds(1));
            assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(101);
        }
    }

    @Test
    void newConnectionsAboveTheAccountsRateGet429() throws Exception {
        try (var gateway = open(Map.of(), limits(1000, 1000, 2))) {
            gateway.connect();
            gateway.connect();

            assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(429);

            gateway.timers.advance(Duration.ofMillis(500));
            assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(101);
        }
    }

    @Test
    void connectionsMessagesAndCallbacksShareTheAccountsLimit() throws Exception {
        try (var gateway = open(Map.of(), limits(1, 4, 10))) {
            var client = gateway.connect();
            String id = gateway.event("Connect").at("/requestContext/connectionId").asText();
            assertThat(client.send(PING).receive()).isEqualTo(PONG);
            assertThat(gateway.post(id, "callback").statusCode()).isEqualTo(200);
            assertThat(client.receive()).isEqualTo("callback");
            assertThat(client.send(PING).receive()).isEqualTo(PONG);

            assertThat(client.send(PING).receive()).matches(TOO_MANY);
            var refused = gateway.post(id, "too many");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("x-amzn-ErrorType"))
                    .hasValue("LimitExceededException");
            assertThat(gateway.get(id).statusCode()).isEqualTo(429);
            assertThat(gateway.delete(id).statusCode()).isEqualTo(429);
            assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(429);

            gateway.timers.advance(Duration.ofSeconds(1));
            assertThat(client.send(PING).receive()).isEqualTo(PONG);
        }
    }

    @Test
    void messagesWithoutARouteCountTowardsTheAccountsLimit() throws Exception {
        var routes = TestGateway.routes();
        routes.remove("$default");
        try (var gateway = new TestGateway(Map.copyOf(routes), limits(1, 2, 10))) {
            var client = gateway.connect();

            assertThat(client.send("?").receive()).contains("Forbidden");
            assertThat(client.send("?").receive()).matches(TOO_MANY);
        }
    }

    @Test
    void disconnectIsNeverThrottled() throws Exception {
        try (var gateway = open(Map.of("$disconnect", throttle(0, 0)), limits(0, 1, 10))) {
            gateway.connect().close(1000, "");

            assertThat(gateway.event("Disconnect")).isNotNull();
        }
    }

    @Test
    void theAccountsDefaultsAre10000RequestsABurstOf5000And500Connections() {
        assertThat(Limits.AWS.requestsPerSecond()).isEqualTo(10_000);
        assertThat(Limits.AWS.requestBurst()).isEqualTo(5_000);
        assertThat(Limits.AWS.connectionsPerSecond()).isEqualTo(500);
    }

    @Test
    void aRaisedQuotaRaisesTheBurstWithIt() {
        var raised = Limits.AWS.withRequestsPerSecond(30_001);

        assertThat(raised.requestsPerSecond()).isEqualTo(30_001);
        assertThat(raised.requestBurst()).isEqualTo(15_001);
        assertThat(raised.connectionsPerSecond()).isEqualTo(500);
    }

    private static Throttle throttle(double rate, int burst) {
        return new Throttle(Optional.of(rate), Optional.of(burst));
    }

    private static Limits limits(int requests, int burst, int connections) {
        return new Limits(
                Limits.AWS.frameBytesMax(),
                Limits.AWS.messageBytesMax(),
                Limits.AWS.idleTimeout(),
                Limits.AWS.connectionLifetime(),
                Limits.AWS.integrationTimeout(),
                requests,
                burst,
                connections);
    }

    private static TestGateway open(Map<String, Throttle> throttles, Limits limits)
            throws IOException {
        var routes = TestGateway.routes();
        throttles.forEach(
                (key, throttle) ->
                        routes.computeIfPresent(key, (_, route) -> with(route, throttle)));
        return new TestGateway(Map.copyOf(routes), limits);
    }

    private static Route with(Route route, Throttle throttle) {
        return new Route(
                route.key(),
                route.integration(),
                route.authorizer(),
                route.twoWay(),
                route.responseTemplate(),
                throttle,
                route.models());
    }
}
