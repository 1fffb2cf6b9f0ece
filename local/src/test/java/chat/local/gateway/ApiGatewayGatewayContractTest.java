package chat.local.gateway;

import chat.apigateway.ApiGatewayGateway;
import chat.domain.ConnectionId;
import chat.port.Gateway;
import chat.port.GatewayContract;

import org.junit.jupiter.api.AutoClose;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The functions' adapter to API Gateway on the local management API.
class ApiGatewayGatewayContractTest implements GatewayContract {
    @AutoClose private final TestGateway local = new TestGateway();

    @AutoClose
    private final ApiGatewayManagementApiClient api =
            ApiGatewayManagementApiClient.builder()
                    .endpointOverride(URI.create("http://127.0.0.1:" + local.port() + "/prod"))
                    .region(Region.US_EAST_1)
                    .httpClientBuilder(Apache5HttpClient.builder())
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .build();

    private final Map<ConnectionId, TestClient> clients = new HashMap<>();

    @Override
    public Gateway gateway() {
        return new ApiGatewayGateway(api);
    }

    /// Waits, because the client gets its 101 before the gateway has the socket.
    @Override
    public ConnectionId open() {
        try {
            TestClient client = local.connect();
            var event = local.event("Connect");
            var id = new ConnectionId(event.at("/requestContext/connectionId").asText());
            while (local.get(id.value()).statusCode() == 410) {
                Thread.onSpinWait();
            }
            clients.put(id, client);
            return id;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public ConnectionId closed() {
        try {
            ConnectionId id = open();
            client(id).close(1000, "");
            var _ = local.event("Disconnect");
            return id;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public List<String> received(ConnectionId connection, int count) {
        var frames = new ArrayList<String>();
        try {
            while (frames.size() < count || client(connection).hasReceived()) {
                frames.add(client(connection).receive());
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return frames;
    }

    private TestClient client(ConnectionId connection) {
        return Objects.requireNonNull(clients.get(connection));
    }
}
