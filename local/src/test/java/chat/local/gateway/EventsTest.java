package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the events with AWS's samples, field by field. Values that change from run to run are
/// replaced first: ids, the port, the client's key.
class EventsTest {
    private static final String ID = "[\\w-]{15}=";

    @AutoClose private final TestGateway gateway = new TestGateway();

    @Test
    void theAuthorizerReceivesTheWholeRequest() throws Exception {
        TestClient.connect(gateway.url("token=t&device=a&device=b"), "chat.v1", "bearer.x");

        var event = gateway.event("Authorizer");

        assertThat(normal(event))
                .isEqualTo(
                        TestGateway.parse(
                                """
                                {"type":"REQUEST",
                                 "methodArn":"arn:aws:execute-api:us-east-1:000000000000:abcd1234/prod/$connect",
                                 "headers":{"Connection":"upgrade","Host":"HOST",
                                  "Sec-WebSocket-Key":"KEY",
                                  "Sec-WebSocket-Protocol":"chat.v1, bearer.x",
                                  "Sec-WebSocket-Version":"13","Upgrade":"websocket",
                                  "User-Agent":"AGENT","X-Amzn-Trace-Id":"TRACE",
                                  "X-Forwarded-For":"127.0.0.1","X-Forwarded-Port":"PORT",
                                  "X-Forwarded-Proto":"http","content-length":"0"},
                                 "queryStringParameters":{"device":"b","token":"t"},
                                 "multiValueQueryStringParameters":
                                  {"device":["a","b"],"token":["t"]},
                                 "stageVariables":{},
                                 "requestContext":{"routeKey":"$connect","eventType":"CONNECT",
                                  "extendedRequestId":"REQUEST",
                                  "requestTime":"09/Feb/2026:18:11:43 +0000",
                                  "messageDirection":"IN","stage":"prod",
                                  "connectedAt":1770660703000,"requestTimeEpoch":1770660703000,
                                  "identity":{"userAgent":"AGENT","sourceIp":"127.0.0.1"},
                                  "requestId":"REQUEST","domainName":"HOST",
                                  "connectionId":"CONNECTION","apiId":"abcd1234"}}
                                """));
    }

    @Test
    void connectReceivesTheRequestWithoutUpgradeHeadersAndWithTheAuthorizersContext()
            throws Exception {
        TestClient.connect(gateway.url("token=t"));

        var asked = gateway.event("Authorizer");
        var event = gateway.event("Connect");

        assertThat(normal(event))
                .isEqualTo(
                        TestGateway.parse(
                                """
                                {"headers":{"Host":"HOST","Sec-WebSocket-Key":"KEY",
                                  "Sec-WebSocket-Version":"13","User-Agent":"AGENT",
                                  "X-Amzn-Trace-Id":"TRACE","X-Forwarded-For":"127.0.0.1",
                                  "X-Forwarded-Port":"PORT","X-Forwarded-Proto":"http"},
                                 "queryStringParameters":{"token":"t"},
                                 "multiValueQueryStringParameters":{"token":["t"]},
                                 "requestContext":{"routeKey":"$connect","eventType":"CONNECT",
                                  "extendedRequestId":"REQUEST",
                                  "requestTime":"09/Feb/2026:18:11:43 +0000",
                                  "messageDirection":"IN","stage":"prod",
                                  "connectedAt":1770660703000,"requestTimeEpoch":1770660703000,
                                  "identity":{"userAgent":"AGENT","sourceIp":"127.0.0.1"},
                                  "authorizer":{"principalId":"alice","device":"phone",
                                   "number":"1","flag":"true"},
                                  "requestId":"REQUEST","domainName":"HOST",
                                  "connectionId":"CONNECTION","apiId":"abcd1234"},
                                 "isBase64Encoded":false}
                                """));
        assertThat(event.at("/requestContext/connectionId"))
                .isEqualTo(asked.at("/requestContext/connectionId"));
    }

    @Test
    void queryParametersAreDecoded() throws Exception {
        TestClient.connect(gateway.url("token=t&name=J%C3%BCrgen%20%26+Co&empty=&bare&name=x"));

        JsonNode event = gateway.event("Connect");

        assertThat(event.path("queryStringParameters"))
                .isEqualTo(
                        TestGateway.parse(
                                "{\"bare\":\"\",\"empty\":\"\",\"name\":\"x\",\"token\":\"t\"}"));
        assertThat(event.at("/multiValueQueryStringParameters/name/0").asText())
                .isEqualTo("Jürgen & Co");
    }

    @Test
    void withoutAQueryTheEventHasNoSuchFields() throws Exception {
        var routes = TestGateway.routes();
        routes.computeIfPresent("$connect", (_, connect) -> unguarded(connect));
        try (var open = new TestGateway(Map.copyOf(routes), Limits.AWS)) {
            TestClient.connect(URI.create("ws://127.0.0.1:" + open.port() + "/prod"));

            JsonNode event = open.event("Connect");
            assertThat(event.has("queryStringParameters")).isFalse();
            assertThat(event.has("multiValueQueryStringParameters")).isFalse();
            assertThat(event.path("requestContext").has("authorizer")).isFalse();
        }
    }

    @Test
    void aRepeatedHeaderHasItsLastValueAndAllItsValues() throws Exception {
        try (var _ =
                new RawClient(gateway.port(), "/prod?token=t", "x-own-Name: 1\nx-own-Name: 2")) {
            JsonNode event = gateway.event("Connect");

            assertThat(event.at("/headers/x-own-Name").asText()).isEqualTo("2");
            assertThat(event.at("/multiValueHeaders/x-own-Name"))
                    .isEqualTo(TestGateway.parse("[\"1\",\"2\"]"));
        }
    }

    @Test
    void stageVariablesAreInEveryEvent() throws Exception {
        var variables = Map.of("level", "gold");
        var api =
                new WebSocketApi(
                        "abcd1234", "prod", variables, TestGateway.ACTION, TestGateway.routes());
        try (var staged = new TestGateway(api, Limits.AWS)) {
            var client = staged.connect();
            client.send("{\"action\":\"echo\"}").receive();
            client.close(1000, "");

            for (String function : List.of("Authorizer", "Connect", "Echo", "Disconnect")) {
                assertThat(staged.event(function).path("stageVariables"))
                        .isEqualTo(TestGateway.parse("{\"level\":\"gold\"}"));
            }
        }
    }

    private static Route unguarded(Route route) {
        return new Route(
                route.key(),
                route.integration(),
                Optional.empty(),
                route.twoWay(),
                route.responseTemplate());
    }

    @Test
    void aMessageEventHasABodyAndNoHeaders() throws Exception {
        var client = gateway.connect();
        gateway.timers.advance(Duration.ofSeconds(3));

        client.send("{\"action\":\"echo\"}");
        var event = gateway.event("Echo");

        assertThat(event.at("/requestContext/messageId").asText()).matches(ID);
        assertThat(normal(event))
                .isEqualTo(
                        TestGateway.parse(
                                """
                                {"requestContext":{"routeKey":"echo","messageId":"MESSAGE",
                                  "eventType":"MESSAGE","extendedRequestId":"REQUEST",
                                  "requestTime":"09/Feb/2026:18:11:46 +0000",
                                  "messageDirection":"IN","stage":"prod",
                                  "connectedAt":1770660703000,"requestTimeEpoch":1770660706000,
                                  "identity":{"userAgent":"AGENT","sourceIp":"127.0.0.1"},
                                  "authorizer":{"principalId":"alice","device":"phone",
                                   "number":"1","flag":"true"},
                                  "requestId":"REQUEST","domainName":"HOST",
                                  "connectionId":"CONNECTION","apiId":"abcd1234"},
                                 "body":"{\\"action\\":\\"echo\\"}","isBase64Encoded":false}
                                """));
    }

    @Test
    void aDisconnectEventHasTheClientsCodeAndReason() throws Exception {
        gateway.connect().close(4001, "so long");

        var event = gateway.event("Disconnect");

        assertThat(normal(event))
                .isEqualTo(
                        TestGateway.parse(
                                """
                                {"headers":{"Host":"HOST","x-api-key":"","X-Forwarded-For":"",
                                  "x-restapi":""},
                                 "requestContext":{"routeKey":"$disconnect",
                                  "disconnectStatusCode":4001,"eventType":"DISCONNECT",
                                  "extendedRequestId":"REQUEST",
                                  "requestTime":"09/Feb/2026:18:11:43 +0000",
                                  "messageDirection":"IN","disconnectReason":"so long",
                                  "stage":"prod","connectedAt":1770660703000,
                                  "requestTimeEpoch":1770660703000,
                                  "identity":{"userAgent":"AGENT","sourceIp":"127.0.0.1"},
                                  "authorizer":{"principalId":"alice","device":"phone",
                                   "number":"1","flag":"true"},
                                  "requestId":"REQUEST","domainName":"HOST",
                                  "connectionId":"CONNECTION","apiId":"abcd1234"},
                                 "isBase64Encoded":false}
                                """));
    }

    /// Checks the values that change from run to run and replaces them; multi-value headers must
    /// repeat the single ones.
    private JsonNode normal(JsonNode event) {
        ObjectNode normal = event.deepCopy();
        JsonNode headers = normal.path("headers");
        JsonNode multiple = normal.path("multiValueHeaders");
        headers.fieldNames()
                .forEachRemaining(
                        name ->
                                assertThat(multiple.path(name).path(0))
                                        .isEqualTo(headers.path(name)));
        assertThat(multiple.size()).isEqualTo(headers.size());
        normal.remove("multiValueHeaders");
        if (headers instanceof ObjectNode all) {
            replace(all, "Host", "127.0.0.1:" + gateway.port(), "HOST");
            replace(all, "X-Forwarded-Port", Integer.toString(gateway.port()), "PORT");
            replace(all, "Sec-WebSocket-Key", "[A-Za-z0-9+/]{22}==", "KEY");
            replace(all, "User-Agent", "Java-http-client/.*", "AGENT");
            replace(all, "X-Amzn-Trace-Id", "Root=1-[0-9a-f]{8}-[0-9a-f]{24}", "TRACE");
        }
        var context = (ObjectNode) normal.path("requestContext");
        assertThat(context.path("extendedRequestId")).isEqualTo(context.path("requestId"));
        replace(context, "requestId", ID, "REQUEST");
        replace(context, "extendedRequestId", ID, "REQUEST");
        replace(context, "connectionId", ID, "CONNECTION");
        replace(context, "messageId", ID, "MESSAGE");
        replace(context, "domainName", "127.0.0.1:" + gateway.port(), "HOST");
        replace((ObjectNode) context.path("identity"), "userAgent", "Java-http-client/.*", "AGENT");
        return normal;
    }

    private static void replace(ObjectNode object, String field, String pattern, String by) {
        if (object.has(field)) {
            assertThat(object.path(field).asText()).as(field).matches(pattern);
            object.put(field, by);
        }
    }
}
