package chat.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.ConnectionId;
import chat.port.Gateway;
import chat.port.Gateway.Answer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

final class ApiGatewayGatewayTest {
    private static final ConnectionId CONNECTION = new ConnectionId("Ab-_c=");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpServer server;
    private int status = 200;
    private boolean silent;

    ApiGatewayGatewayTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void aFrameIsPostedToItsConnection() {
        assertThat(gateway().post(CONNECTION, "{\"text\":\"é👋\"}")).isEqualTo(Answer.OK);

        assertThat(requests).containsExactly("POST /prod/@connections/Ab-_c%3D {\"text\":\"é👋\"}");
    }

    @Test
    void aConnectionIsProbedAndClosed() {
        assertThat(gateway().probe(CONNECTION)).isEqualTo(Answer.OK);
        assertThat(gateway().close(CONNECTION)).isEqualTo(Answer.OK);

        assertThat(requests)
                .containsExactly(
                        "GET /prod/@connections/Ab-_c%3D ", "DELETE /prod/@connections/Ab-_c%3D ");
    }

    /// Only the status matters: without its error header a 410 is not a `GoneException`.
    @ParameterizedTest
    @CsvSource({"410,GONE", "429,UNKNOWN", "500,UNKNOWN", "503,UNKNOWN"})
    void theStatusDeterminesTheAnswerWithoutARetry(int status, Answer answer) {
        this.status = status;

        assertThat(gateway().post(CONNECTION, "{}")).isEqualTo(answer);
        assertThat(gateway().probe(CONNECTION)).isEqualTo(answer);
        assertThat(gateway().close(CONNECTION)).isEqualTo(answer);

        assertThat(requests).hasSize(3);
    }

    @Test
    void anUnexpectedStatusIsAnError() {
        status = 403;

        assertThatThrownBy(() -> gateway().post(CONNECTION, "{}"))
                .isInstanceOf(SdkServiceException.class);
    }

    @Test
    void aTimeoutIsUnknownAndIsNotRetried() {
        silent = true;

        assertThat(gateway().post(CONNECTION, "{}")).isEqualTo(Answer.UNKNOWN);
        // Zero if the request times out before it arrives.
        assertThat(requests).hasSizeLessThan(2);
    }

    @Test
    void anUnreachableGatewayIsUnknown() {
        server.stop(0);

        assertThat(gateway().post(CONNECTION, "{}")).isEqualTo(Answer.UNKNOWN);
    }

    private Gateway gateway() {
        return new ApiGatewayGateway(
                ApiGatewayManagementApiClient.builder()
                        .endpointOverride(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort()
                                                + "/prod"))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("LOCAL", "local")))
                        .overrideConfiguration(
                                o ->
                                        o.retryStrategy(r -> r.maxAttempts(1))
                                                .apiCallTimeout(Duration.ofMillis(900)))
                        .build());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI().getRawPath()
                            + " "
                            + new String(body, StandardCharsets.UTF_8));
            if (silent) {
                ended.await();
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
