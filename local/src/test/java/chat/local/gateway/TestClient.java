package chat.local.gateway;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A WebSocket client that keeps the messages it receives.
public final class TestClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    /// Connects. Throws if the handshake is refused.
    public static TestClient connect(URI uri, String... subprotocols) {
        var client = new TestClient();
        var builder = HTTP.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            var others = Arrays.copyOfRange(subprotocols, 1, subprotocols.length);
            builder.subprotocols(subprotocols[0], others);
        }
        client.socket = builder.buildAsync(uri, client).join();
        return client;
    }

    /// The status of a handshake: 101 if it succeeds.
    public static int refusal(URI uri, String... subprotocols) {
        try {
            connect(uri, subprotocols).abort();
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    /// Sends a text message.
    public TestClient send(String text) {
        socket().sendText(text, true).join();
        return this;
    }

    void sendBinary() {
        socket().sendBinary(ByteBuffer.allocate(3), true).join();
    }

    void close(int code, String reason) {
        socket().sendClose(code, reason).join();
    }

    void abort() {
        socket().abort();
    }

    /// Waits for the next message.
    public String receive() throws InterruptedException {
        String message = messages.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message arrived");
        }
        return message;
    }

    boolean hasReceived() {
        return !messages.isEmpty();
    }

    /// Waits until the connection is closed and returns the status.
    public CloseStatus closed() throws Exception {
        try {
            return closed.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException open) {
            throw new AssertionError("the connection is still open", open);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new CloseStatus(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
