package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Priming before the checkpoint of SnapStart. The JVM of the tests takes no checkpoint.
@Timeout(20)
final class PrimingTest {
    private static final int SOCKET_TIMEOUT_MILLIS = 5_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RequestLog log =
            new RequestLog(new PrintStream(written, true, StandardCharsets.UTF_8));
    private final ServerSocket dynamoDb;

    PrimingTest() throws IOException {
        dynamoDb = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void closeTheServer() throws IOException {
        dynamoDb.close();
    }

    static List<Arguments> calls() {
        return List.of(
                call(Priming::findUser, "GetItem", "users"),
                call(Priming::findConnection, "GetItem", "connections"),
                call(Priming::removeConnection, "DeleteItem", "connections"),
                call(Priming::findUsers, "BatchGetItem", "users"),
                call(Priming::readLog, "Query", "messages"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void primingMakesOneRequestAndClosesItsSocket(
            Consumer<Wiring> call, String operation, String table) throws Exception {
        var request = CompletableFuture.supplyAsync(this::answerOnce, Thread::startVirtualThread);

        try (var wiring = new Wiring(environment())) {
            beforeCheckpoint(() -> call.accept(wiring));
        }

        assertThat(request.get(60, TimeUnit.SECONDS))
                .containsIgnoringCase("X-Amz-Target: DynamoDB_20120810." + operation)
                .contains("\"" + table + "\"")
                .endsWith("closed");
        assertThat(written.size()).isZero();
    }

    @Test
    void aPrimingFailureIsLoggedAndDoesNotPreventTheSnapshot() {
        beforeCheckpoint(
                () -> {
                    throw new IllegalStateException("the role is not in force yet");
                });

        assertThat(LambdaRuntime.fields(written.toString(StandardCharsets.UTF_8)))
                // The alarm PrimingFailed counts lines with these two fields.
                .containsEntry("frame", "prime")
                .containsEntry("level", "ERROR")
                .containsEntry("outcome", "failed")
                .containsEntry(
                        "cause", "java.lang.IllegalStateException: the role is not in force yet");
    }

    @Test
    void aMissingClassPreventsTheSnapshot() {
        assertThatThrownBy(
                        () ->
                                beforeCheckpoint(
                                        () -> {
                                            throw new NoClassDefFoundError("chat/Missing");
                                        }))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    /// Lambda's CRaC context calls the registered resources.
    @Test
    void primingRunsOnlyBeforeTheCheckpoint() {
        var primed = new AtomicBoolean();
        Priming.register(() -> primed.set(true));
        var handler = new DefaultHandler(Map.of());

        assertThat(primed).as("nothing runs before the checkpoint").isFalse();
        assertThat(LambdaRuntime.invoke(handler, EventSamples.text("default-not-json.json")))
                .containsEntry("statusCode", 200);
    }

    private void beforeCheckpoint(Runnable priming) {
        new Priming(priming, log).beforeCheckpoint(Core.getGlobalContext());
    }

    private static Arguments call(Consumer<Wiring> call, String operation, String table) {
        return Arguments.of(call, operation, table);
    }

    private Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + dynamoDb.getLocalPort(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "USERS_TABLE", "users",
                "CONNECTIONS_TABLE", "connections",
                "MESSAGES_TABLE", "messages");
    }

    /// Answers one request and keeps the connection alive.
    ///
    /// @return the request, followed by whether the client closed the connection
    private String answerOnce() {
        try (Socket socket = dynamoDb.accept()) {
            socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            InputStream in = socket.getInputStream();
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.read());
            }
            request.append(new String(in.readNBytes(length(request)), StandardCharsets.UTF_8));
            socket.getOutputStream()
                    .write(
                            ("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\n"
                                            + "Content-Length: 12\r\n\r\n{\"Items\":[]}")
                                    .getBytes(StandardCharsets.US_ASCII));
            return request + (isClosed(in) ? "closed" : "open");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isClosed(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static int length(CharSequence head) {
        var length = Pattern.compile("(?i)Content-Length: (\\d+)").matcher(head);
        assertThat(length.find()).isTrue();
        return Integer.parseInt(length.group(1));
    }
}
