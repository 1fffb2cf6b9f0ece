package chat.endtoend;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Many connections of one device, opened in waves, which this side never closes.
final class Flood implements AutoCloseable {
    private static final int WAVE = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningChat chat;
    private final String bearer;
    private final Queue<WebSocket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> closeCodes = new ConcurrentLinkedQueue<>();

    Flood(RunningChat chat, String user) {
        this.chat = chat;
        this.bearer = "bearer." + chat.token(user);
    }

    /// Opens connections, and waits until each is open or refused.
    void open(int connections) {
        for (int opened = 0; opened < connections; opened += WAVE) {
            List<CompletableFuture<?>> wave = new ArrayList<>();
            for (int i = 0; i < Math.min(WAVE, connections - opened); i++) {
                wave.add(open());
            }
            CompletableFuture.allOf(wave.toArray(CompletableFuture[]::new)).join();
        }
    }

    private CompletableFuture<?> open() {
        return http.newWebSocketBuilder()
                .subprotocols("chat.v1", bearer)
                .buildAsync(chat.webSocket("?deviceId=phone"), new Listener())
                .handle(
                        (socket, refused) ->
                                socket == null ? refuse(refused) : sockets.add(socket));
    }

    private boolean refuse(Throwable refused) {
        return refusals.add(
                refused.getCause() instanceof WebSocketHandshakeException handshake
                        ? handshake.getResponse().statusCode()
                        : 0);
    }

    /// The statuses of the refused connections; 0 for a failure without a status.
    List<Integer> refusals() {
        return List.copyOf(refusals);
    }

    /// The number of open connections.
    int opened() {
        return sockets.size() - closeCodes.size();
    }

    /// The close codes of the closed connections.
    List<Integer> closeCodes() {
        return List.copyOf(closeCodes);
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closeCodes.add(statusCode);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closeCodes.add(0);
        }
    }
}
