package chat.local.gateway;

import static chat.local.gateway.Access.Kind.CONNECT;
import static chat.local.gateway.Access.Kind.DELETE;
import static chat.local.gateway.Access.Kind.DISCONNECT;
import static chat.local.gateway.Access.Kind.GET;
import static chat.local.gateway.Access.Kind.MESSAGE;
import static chat.local.gateway.Access.Kind.POST;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

class AccessLogTest {
    @AutoClose
    private final TestGateway gateway =
            new TestGateway(TestGateway.routes(), TestGateway.IMPATIENT);

    @Test
    void aHandshakeIsLoggedWithThePrincipal() throws Exception {
        gateway.connect();

        Access access = gateway.access(CONNECT);

        assertThat(access.route()).isEqualTo("$connect");
        assertThat(access.caller().principalId()).hasValue("alice");
        assertThat(access.caller().connectionId()).hasSize(16);
        assertThat(access.outcome()).isEqualTo(new Access.Outcome("101", Optional.empty()));
        assertThat(access.took()).isPositive();
    }

    @Test
    void aRefusedHandshakeIsLoggedWithItsReason() throws Exception {
        TestClient.refusal(gateway.url("token="));
        assertThat(gateway.access(CONNECT).outcome())
                .isEqualTo(failed("401", "no route.request.querystring.token"));

        gateway.on("Authorizer", _ -> TestGateway.failed("Unauthorized"));
        assertThat(refusal()).isEqualTo(failed("401", "the authorizer threw Unauthorized"));

        gateway.on("Authorizer", _ -> TestGateway.returned(TestGateway.policy("Deny", "alice")));
        assertThat(refusal()).isEqualTo(failed("403", "the policy does not allow it"));

        gateway.on("Authorizer", _ -> TestGateway.failed("no keys"));
        assertThat(refusal())
                .isEqualTo(
                        failed("500", "the authorizer threw java.lang.RuntimeException: no keys"));
    }

    @Test
    void aHandshakeRefusedByConnectIsLoggedWithItsReason() throws Exception {
        gateway.on("Connect", _ -> TestGateway.returned("{\"statusCode\":409}"));
        assertThat(refusal()).isEqualTo(failed("409", "$connect answered 409"));

        gateway.on("Connect", _ -> TestGateway.failed("broken"));
        assertThat(refusal()).isEqualTo(failed("502", "java.lang.RuntimeException: broken"));
    }

    @Test
    void aMessageIsLoggedWithItsRouteAndSizes() throws Exception {
        var client = gateway.connect();

        client.send("{\"action\":\"echo\",\"text\":\"äh\"}").receive();
        Access twoWay = gateway.access(MESSAGE);
        client.send("{\"action\":\"quiet\"}");
        Access oneWay = gateway.access(MESSAGE);

        assertThat(twoWay.route()).isEqualTo("echo");
        assertThat(twoWay.outcome()).isEqualTo(new Access.Outcome("200", Optional.empty()));
        assertThat(twoWay.size()).isEqualTo(new Access.Size(30, 30));
        assertThat(twoWay.caller().principalId()).hasValue("alice");
        assertThat(oneWay.route()).isEqualTo("quiet");
        assertThat(oneWay.size()).isEqualTo(new Access.Size(18, 0));
    }

    @Test
    void aFailedMessageIsLoggedWithItsReasonButWithoutItsText() throws Exception {
        var client = gateway.connect();
        gateway.on("Echo", _ -> TestGateway.returned("\"a secret\""));

        client.send("{\"action\":\"echo\"}").receive();

        Access.Outcome malformed = gateway.access(MESSAGE).outcome();
        assertThat(malformed.status()).isEqualTo("error");
        assertThat(malformed.failure().orElseThrow())
                .startsWith("malformed proxy response, 10 characters")
                .doesNotContain("secret");
    }

    @Test
    void aMessageWithoutARouteIsLoggedAsForbidden() throws Exception {
        var routes = TestGateway.routes();
        routes.remove("$default");
        try (var strict = new TestGateway(routes, Limits.AWS)) {
            strict.connect().send("{\"action\":\"nothing\"}").receive();

            Access access = strict.access(MESSAGE);

            assertThat(access.route()).isEmpty();
            assertThat(access.outcome())
                    .isEqualTo(failed("forbidden", "no such route, and no $default"));
        }
    }

    @Test
    void aMessageThatTakesTooLongIsLoggedAsATimeout() throws Exception {
        var client = gateway.connect();
        var forEver = new CountDownLatch(1);
        gateway.on(
                "Echo",
                _ -> {
                    await(forEver);
                    return TestGateway.returned(TestGateway.OK);
                });

        client.send("{\"action\":\"echo\"}").receive();

        assertThat(gateway.access(MESSAGE).outcome()).isEqualTo(failed("timeout", "took too long"));
        forEver.countDown();
    }

    @Test
    void managementCallsAreLoggedWithTheConnectionsPrincipal() throws Exception {
        gateway.connect();
        String id = gateway.access(CONNECT).caller().connectionId();

        gateway.post(id, "hello");
        gateway.get(id);
        gateway.delete(id);
        Access post = gateway.access(POST);

        assertThat(post.caller()).isEqualTo(new Access.Caller(id, Optional.of("alice")));
        assertThat(post.size()).isEqualTo(new Access.Size(5, 5));
        assertThat(post.outcome()).isEqualTo(new Access.Outcome("200", Optional.empty()));
        assertThat(gateway.access(GET).outcome().status()).isEqualTo("200");
        Access delete = gateway.access(DELETE);
        assertThat(delete.outcome().status()).isEqualTo("204");
        assertThat(delete.caller().principalId()).hasValue("alice");
    }

    @Test
    void aPostToAnUnknownConnectionIsLoggedWithItsError() throws Exception {
        gateway.post("AAAAAAAAAAAAAAA=", "hello");

        Access post = gateway.access(POST);

        assertThat(post.outcome()).isEqualTo(failed("410", "GoneException"));
        assertThat(post.size()).isEqualTo(new Access.Size(5, 0));
        assertThat(post.caller())
                .isEqualTo(new Access.Caller("AAAAAAAAAAAAAAA=", Optional.empty()));
    }

    @Test
    void aClosedConnectionIsLoggedWithItsCloseCode() throws Exception {
        gateway.connect().close(4001, "a secret");

        assertThat(gateway.access(DISCONNECT).outcome())
                .isEqualTo(new Access.Outcome("4001", Optional.empty()));

        gateway.on("Disconnect", _ -> TestGateway.failed("broken"));
        gateway.connect().close(1000, "");

        assertThat(gateway.access(DISCONNECT).outcome())
                .isEqualTo(failed("1000", "java.lang.RuntimeException: broken"));
    }

    @Test
    void openConnectionsCountTheirMessages() throws Exception {
        var client = gateway.connect();
        client.send("{\"action\":\"echo\"}").receive();
        client.send("{\"action\":\"quiet\"}");
        gateway.access(MESSAGE);
        gateway.access(MESSAGE);
        gateway.post(gateway.connections().getFirst().id(), "hello");

        OpenConnection open = gateway.connections().getFirst();

        assertThat(gateway.connections()).hasSize(1);
        assertThat(open.principalId()).hasValue("alice");
        assertThat(open.messagesIn()).isEqualTo(2);
        assertThat(open.messagesOut()).isEqualTo(2);
        assertThat(open.connectedAt()).isEqualTo(gateway.timers.instant());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Access.Outcome refusal() throws InterruptedException {
        TestClient.refusal(gateway.url("token=t"));
        return gateway.access(CONNECT).outcome();
    }

    private static Access.Outcome failed(String status, String why) {
        return new Access.Outcome(status, Optional.of(why));
    }
}
