package chat.simulation;

import chat.domain.DeviceId;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A device's connection over a real socket. All methods except those of the WebSocket listener run
/// on the clients' thread, and so do the callbacks to the device.
final class WebSocketTransport implements Transport, WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// How long the gateway considers a cut socket open.
    private static final Duration UNNOTICED = Duration.ofMinutes(1);

    private final RunningSystem system;
    private final Transport.Listener listener;
    private final StringBuilder partial = new StringBuilder();
    private CompletableFuture<WebSocket> sent = new CompletableFuture<>();
    private String name = "";
    private boolean cut;
    private boolean over;

    WebSocketTransport(RunningSystem system, Transport.Listener listener) {
        this.system = system;
        this.listener = listener;
    }

    WebSocketTransport open(URI uri, String token, DeviceId device) {
        name = device.value() + " over " + System.identityHashCode(this);
        sent =
                HTTP.newWebSocketBuilder()
                        .subprotocols("chat.v1", "bearer." + token)
                        .buildAsync(uri, this);
        var _ = sent.whenComplete((_, refused) -> opened(refused));
        return this;
    }

    private void opened(@Nullable Throwable refused) {
        deliver(
                () -> {
                    if (refused == null) {
                        listener.opened();
                    } else {
                        over = true;
                        listener.refused();
                    }
                });
    }

    private void deliver(Runnable action) {
        system.execute(
                () -> {
                    if (!cut && !over) {
                        action.run();
                    }
                });
    }

    @Override
    public String name() {
        return name;
    }

    /// One frame at a time: a WebSocket accepts a message only after the previous one is sent.
    @Override
    public void send(String frame) {
        if (!cut && !over) {
            sent = sent.thenCompose(socket -> socket.sendText(frame, true));
        }
    }

    @Override
    public void leave() {
        over = true;
        sent = sent.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    @Override
    public void cut() {
        cut = true;
        system.after(system.random().around(UNNOTICED), this::abort);
    }

    private void abort() {
        var _ = sent.thenAccept(WebSocket::abort);
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String frame = partial.toString();
            partial.setLength(0);
            deliver(() -> listener.received(frame));
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        ended();
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        ended();
    }

    private void ended() {
        deliver(
                () -> {
                    over = true;
                    listener.closed();
                });
    }
}
