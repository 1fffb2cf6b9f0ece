package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.lambda.InvocationResult;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class LimitsTest {
    /// Far longer than anything here takes.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int FRAME_BYTES = 32 * 1024;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final String PING = "{\"action\":\"ping\"}";

    @AutoClose private final TestGateway gateway = new TestGateway();

    @Test
    void theLimitsOfAConnectionAreAwsLimits() {
        assertThat(Limits.AWS.frameBytesMax()).isEqualTo(FRAME_BYTES);
        assertThat(Limits.AWS.messageBytesMax()).isEqualTo(4 * FRAME_BYTES);
        assertThat(Limits.AWS.idleTimeout()).isEqualTo(IDLE);
        assertThat(Limits.AWS.connectionLifetime()).isEqualTo(LIFETIME);
        assertThat(Limits.AWS.integrationTimeout()).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void aFrameOf32KbIsAcceptedAndALargerOneClosesWith1009() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            client.send(RawClient.TEXT, true, message(FRAME_BYTES));
            assertThat(client.receive().payload()).hasSize(FRAME_BYTES);

            client.send(RawClient.TEXT, true, message(FRAME_BYTES + 1));

            assertThat(client.receive().closeCode()).isEqualTo(1009);
            assertThat(disconnectCode()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageOf128KbIsAcceptedAndALargerOneClosesWith1009() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            byte[] quarter = "x".repeat(FRAME_BYTES).getBytes(UTF_8);
            client.send(RawClient.TEXT, false, quarter);
            client.send(RawClient.CONTINUATION, false, quarter);
            client.send(RawClient.CONTINUATION, false, quarter);
            client.send(RawClient.CONTINUATION, true, quarter);
            assertThat(gateway.event("Default").path("body").asText()).hasSize(4 * FRAME_BYTES);

            client.send(RawClient.TEXT, false, quarter);
            client.send(RawClient.CONTINUATION, false, quarter);
            client.send(RawClient.CONTINUATION, false, quarter);
            client.send(RawClient.CONTINUATION, false, quarter);
            client.send(RawClient.CONTINUATION, true, new byte[] {'x'});

            assertThat(client.receive().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            assertThat(client.handshake)
                    .contains(" 101 ")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
        }
    }

    @Test
    void aBinaryFrameClosesWith1003() throws Exception {
        var client = gateway.connect();

        client.sendBinary();

        assertThat(client.closed().code()).isEqualTo(1003);
        assertThat(disconnectCode()).isEqualTo(1003);
    }

    @Test
    void textThatIsNotUtf8ClosesWith1007() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            client.send(RawClient.TEXT, true, new byte[] {(byte) 0xC3, '('});

            assertThat(client.receive().closeCode()).isEqualTo(1007);
            assertThat(disconnectCode()).isEqualTo(1007);
        }
    }

    @Test
    void theGatewayAnswersAPingWhichDoesNotCountAsActivity() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            client.send(RawClient.PING, true, new byte[0]);
            assertThat(client.receive().opcode()).as("it is open").isEqualTo(RawClient.PONG);
            gateway.timers.advance(IDLE.minusSeconds(1));
            client.send(RawClient.PING, true, "still here".getBytes(UTF_8));
            assertThat(client.receive())
                    .isEqualTo(new RawClient.Frame(RawClient.PONG, true, "still here"));
            assertThat(gateway.invoked("Default")).isFalse();

            gateway.timers.advance(Duration.ofSeconds(1));

            assertThat(client.receive().closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void aMessageWithoutAnAnswerCountsAsActivity() throws Exception {
        var client = gateway.connect();
        gateway.timers.advance(Duration.ofSeconds(20));

        client.send("{\"action\":\"quiet\"}");
        gateway.event("Echo");

        assertThat(lastActiveAt()).isEqualTo(ManualTimers.START.plusSeconds(20).toString());
    }

    @Test
    void anAnswerCountsAsActivity() throws Exception {
        var called = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        gateway.on(
                "Echo",
                _ -> {
                    called.countDown();
                    return answerAfter(release);
                });
        var client = gateway.connect().send("{\"action\":\"echo\"}");
        assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
        gateway.timers.advance(Duration.ofSeconds(20));
        release.countDown();
        assertThat(client.receive()).isEqualTo("late");

        assertThat(lastActiveAt()).isEqualTo(ManualTimers.START.plusSeconds(20).toString());
    }

    @Test
    void aConnectionIdleForTenMinutesIsClosedWith1001() throws Exception {
        var client = gateway.connect();
        gateway.timers.advance(IDLE.minusSeconds(1));
        client.send(PING).receive();
        gateway.timers.advance(IDLE.minusSeconds(1));
        assertThat(client.send(PING).receive()).contains("pong");

        gateway.timers.advance(IDLE);

        assertThat(client.closed()).isEqualTo(new CloseStatus(1001, "Going away"));
        JsonNode context = gateway.event("Disconnect").path("requestContext");
        assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1001);
        assertThat(context.path("disconnectReason").asText()).isEqualTo("Going away");
    }

    @Test
    void aPostCountsAsActivity() throws Exception {
        var client = gateway.connect();
        String id = connectionId();
        gateway.timers.advance(IDLE.minusSeconds(1));
        assertThat(gateway.post(id, "still here").statusCode()).isEqualTo(200);

        gateway.timers.advance(IDLE.minusSeconds(1));

        assertThat(client.send(PING).receive()).isEqualTo("still here");
    }

    @Test
    void aConnectionIsClosedWith1001AfterTwoHoursEvenIfBusy() throws Exception {
        var client = gateway.connect();
        for (var passed = Duration.ZERO;
                passed.compareTo(LIFETIME.minus(IDLE)) < 0;
                passed = passed.plus(IDLE.dividedBy(2))) {
            gateway.timers.advance(IDLE.dividedBy(2));
            client.send(PING).receive();
        }
        gateway.timers.advance(IDLE.dividedBy(2));
        client.send(PING).receive();

        gateway.timers.advance(IDLE.dividedBy(2));

        assertThat(client.closed()).isEqualTo(new CloseStatus(1001, "Going away"));
    }

    @Test
    void aClientThatDoesNotAnswerTheCloseIsDropped() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            String id = connectionId();
            assertThat(gateway.delete(id).statusCode()).isEqualTo(204);
            assertThat(client.receive().closeCode()).isEqualTo(1000);

            assertThatThrownBy(() -> sendUntilDropped(client)).isInstanceOf(SocketException.class);
        }
    }

    /// Lets time pass and sends, until the other end has dropped the connection.
    private void sendUntilDropped(RawClient client) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            // The gateway begins to wait for the client some time after it has sent the close.
            gateway.timers.advance(Duration.ofSeconds(10));
            client.send(RawClient.TEXT, true, new byte[0]);
        }
    }

    @Test
    void messagesAfterTheServersCloseInvokeNoFunction() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            gateway.delete(connectionId());

            client.send(RawClient.TEXT, true, "{\"action\":\"echo\"}".getBytes(UTF_8));

            assertThatThrownBy(() -> sendUntilDropped(client)).isInstanceOf(SocketException.class);
            assertThat(gateway.invoked("Echo")).isFalse();
            assertThat(gateway.invoked("Default")).isFalse();
        }
    }

    @Test
    void aClientThatVanishesIsReportedWith1006() throws Exception {
        gateway.connect().abort();

        assertThat(disconnectCode()).isEqualTo(1006);
    }

    @Test
    void aCloseWithoutACodeIsReportedWith1005() throws Exception {
        try (var client = new RawClient(gateway.port(), "/prod?token=t")) {
            client.send(RawClient.CLOSE, true, new byte[0]);

            JsonNode context = gateway.event("Disconnect").path("requestContext");
            assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1005);
            assertThat(context.path("disconnectReason").asText())
                    .isEqualTo("Client-side close frame status not set");
        }
    }

    private static InvocationResult answerAfter(CountDownLatch release) {
        try {
            return release.await(60, TimeUnit.SECONDS)
                    ? TestGateway.returned("{\"statusCode\":200,\"body\":\"late\"}")
                    : TestGateway.failed("the connection was not released");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return TestGateway.failed("interrupted");
        }
    }

    /// Waits, because an answer is counted after it is written, which may be after the client has
    /// it.
    private String lastActiveAt() throws InterruptedException {
        String id = connectionId();
        String start = ManualTimers.START.toString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last;
        do {
            last = TestGateway.parse(gateway.get(id).body()).path("lastActiveAt").asText();
        } while (last.equals(start) && System.nanoTime() < end);
        return last;
    }

    private int disconnectCode() throws InterruptedException {
        return gateway.event("Disconnect").at("/requestContext/disconnectStatusCode").asInt();
    }

    private String connectionId() throws InterruptedException {
        return gateway.event("Connect").at("/requestContext/connectionId").asText();
    }

    private static byte[] message(int bytes) {
        String head = "{\"action\":\"echo\",\"x\":\"";
        return (head + "x".repeat(bytes - head.length() - 2) + "\"}").getBytes(UTF_8);
    }
}
