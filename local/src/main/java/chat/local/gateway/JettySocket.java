package chat.local.gateway;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// A WebSocket of Jetty.
///
/// Messages are sent in the order of their arrival. A message above the frame limit is sent in
/// several frames. Public only because Jetty looks up its methods by reflection.
public final class JettySocket implements Session.Listener.AutoDemanding, Socket {
    private static final Logger log = LoggerFactory.getLogger(JettySocket.class);

    /// 1 MiB: eight of the largest messages. API Gateway has such a limit, but does not document
    /// it.
    private static final int WAITING_BYTES_MAX = 1024 * 1024;

    private final Gateway gateway;
    private final Connection connection;
    private final ReentrantLock sending = new ReentrantLock(true);
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private volatile @Nullable Session session;

    JettySocket(Gateway gateway, Connection connection) {
        this.gateway = gateway;
        this.connection = connection;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        gateway.opened(connection, this);
    }

    @Override
    public void onWebSocketText(String message) {
        gateway.received(connection, message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        gateway.close(connection, CloseStatus.UNSUPPORTED);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("{}: {}", connection.id(), cause.toString());
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        gateway.closed(
                connection,
                code == CloseStatus.NOT_SET.code()
                        ? CloseStatus.NOT_SET
                        : new CloseStatus(code, Objects.requireNonNullElse(reason, "")));
        callback.succeed();
    }

    @Override
    public SendResult send(String text, Runnable beforeWrite) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (waitingBytes.addAndGet(bytes) > WAITING_BYTES_MAX) {
            waitingBytes.addAndGet(-bytes);
            return SendResult.BUFFER_FULL;
        }
        sending.lock();
        try {
            return write(text, beforeWrite);
        } finally {
            sending.unlock();
            waitingBytes.addAndGet(-bytes);
        }
    }

    private SendResult write(String text, Runnable beforeWrite) {
        Session open = session;
        if (open == null || !open.isOpen()) {
            return SendResult.GONE;
        }
        beforeWrite.run();
        try {
            var frames = Frames.of(text, gateway.limits().frameBytesMax());
            for (int i = 0; i < frames.size(); i++) {
                var written = new Callback.Completable();
                open.sendPartialText(frames.get(i), i == frames.size() - 1, written);
                written.join();
            }
            return SendResult.SENT;
        } catch (CompletionException failure) {
            log.debug("{}: {}", connection.id(), String.valueOf(failure.getCause()));
            return SendResult.GONE;
        }
    }

    @Override
    public void close(CloseStatus status) {
        Session open = session;
        if (open != null) {
            open.close(status.code(), status.reason(), Callback.NOOP);
        }
    }

    @Override
    public void disconnect() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }
}
