package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;

final class PermissionsTest {
    private static final String API = "arn:aws:execute-api:us-east-1:000000000000:abcd1234/";
    private static final String PING = "{\"action\":\"ping\"}";

    @AutoClose private final TestGateway gateway = new TestGateway();

    @Test
    void anAuthorizerWithoutAnInvokePermissionGives500() {
        gateway.forbid(API + "authorizers/guard1");

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(500);
        assertThat(gateway.invoked("Authorizer")).isFalse();
    }

    @Test
    void aConnectFunctionWithoutAnInvokePermissionGives500() {
        gateway.forbid(API + "prod/$connect");

        assertThat(TestClient.refusal(gateway.url("token=t"))).isEqualTo(500);
        assertThat(gateway.invoked("Connect")).isFalse();
    }

    @Test
    void aRouteWithoutAnInvokePermissionGetsTheErrorFrameAndTheConnectionStaysOpen()
            throws Exception {
        gateway.forbid(API + "prod/quiet");
        var client = gateway.connect();

        String report = client.send("{\"action\":\"quiet\"}").receive();

        assertThat(report).startsWith("{\"message\": \"Internal server error\", ");
        assertThat(gateway.invoked("Echo")).isFalse();
        assertThat(client.send(PING).receive()).isEqualTo("{\"type\":\"pong\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "DELETE"})
    void aDeniedManagementMethodLeavesTheOthersAllowed(String method) throws Exception {
        gateway.forbid(method);
        var client = gateway.connect();
        String id = gateway.event("Connect").at("/requestContext/connectionId").asText();

        HttpResponse<String> denied = call(method, id);

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("x-amzn-ErrorType"))
                .hasValue("AccessDeniedException");
        assertThat(denied.body())
                .contains("is not authorized to perform: execute-api:ManageConnections")
                .contains("********0000:abcd1234/prod/" + method + "/@connections/{connectionId}");
        assertThat(client.send(PING).receive()).isEqualTo("{\"type\":\"pong\"}");
        assertThat(call(method.equals("GET") ? "POST" : "GET", id).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> call(String method, String id) {
        return switch (method) {
            case "POST" -> gateway.post(id, "x");
            case "GET" -> gateway.get(id);
            case "DELETE" -> gateway.delete(id);
            default -> throw new IllegalArgumentException(method);
        };
    }
}
