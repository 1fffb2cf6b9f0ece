package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Calls to a server that never answers, over a pool of one connection.
@Timeout(120)
final class AbortedCallsTest {
    private final SdkHttpClient http =
            new AbortedCalls(Apache5HttpClient.builder().maxConnections(1).build());
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void aCallAbortedWhileItWaitsForAConnectionFailsWithAnIoException() throws Exception {
        var holding = new Running(request());
        try (var _ = server.accept()) {
            var waiting = new Running(request());
            waiting.awaitBlocked();

            waiting.request.abort();
            assertThat(waiting.failure()).isInstanceOf(IOException.class);

            holding.request.abort();
            assertThat(holding.failure()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCallAbortedBeforeItBeginsFailsWithAnIoException() throws Exception {
        var request = request();
        request.abort();

        assertThat(new Running(request).failure()).isInstanceOf(IOException.class);
    }

    private ExecutableHttpRequest request() {
        var uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        var get = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        return http.prepareRequest(HttpExecuteRequest.builder().request(get).build());
    }

    /// A call on its own thread.
    private static final class Running {
        private final ExecutableHttpRequest request;
        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
        private final Thread thread;

        Running(ExecutableHttpRequest request) {
            this.request = request;
            this.thread = Thread.ofPlatform().start(this::run);
        }

        private void run() {
            try {
                var answer = request.call();
                failure.completeExceptionally(new AssertionError("answered: " + answer));
            } catch (IOException | RuntimeException failed) {
                failure.complete(failed);
            }
        }

        /// Waits until the thread waits for a connection. A thread that waits for an answer from a
        /// server is runnable.
        void awaitBlocked() {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }

        Throwable failure() throws Exception {
            return failure.get(60, TimeUnit.SECONDS);
        }
    }
}
