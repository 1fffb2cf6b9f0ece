package chat.local.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The HTTP and WebSocket server of the local runtime, on the loopback address only.
///
/// It listens as soon as it is open, because functions need its address to be created. Until
/// [#serve] is called every request gets 503. Each request has its own virtual thread, so handlers
/// may block.
public final class HttpServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /// API Gateway's limit for the request line and all headers. Jetty's is 8 KB.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">Quotas</a>
    private static final int HEAD_BYTES_MAX = 10_240;

    private final Server server;
    private final ServerConnector connector;
    private final ServerWebSocketContainer sockets;
    private volatile List<Request.Handler> handlers = List.of(HttpServer::notYet);

    private HttpServer(int port) {
        var threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        server = new Server(threads);
        server.setStopTimeout(0); // The gateways have closed their sockets before.
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEAD_BYTES_MAX);
        connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        // A pending handshake may wait for two functions, 29 s each, which exceeds Jetty's 30 s.
        connector.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        server.addConnector(connector);
        server.setHandler(new Dispatcher());
        sockets = ServerWebSocketContainer.ensure(server);
    }

    /// Binds the port and starts listening.
    ///
    /// @param port 0 picks a free one
    /// @throws IOException if the port cannot be bound, for example because it is in use
    public static HttpServer open(int port) throws IOException {
        var opened = new HttpServer(port);
        try {
            opened.server.start();
            return opened;
        } catch (IOException unbound) {
            opened.close();
            throw unbound;
        } catch (Exception failure) { // Jetty's lifecycle methods declare it.
            opened.close();
            throw new IllegalStateException("the HTTP server did not start", failure);
        }
    }

    /// The port.
    public int port() {
        return connector.getLocalPort();
    }

    /// The address, without a trailing slash.
    public URI uri() {
        return URI.create("http://" + LOOPBACK + ":" + port());
    }

    /// The container for WebSocket upgrades.
    public ServerWebSocketContainer sockets() {
        return sockets;
    }

    /// Starts handling requests. A request is passed to the endpoints in order, then to the
    /// upgrade; if none handles it, it gets 404.
    ///
    /// @param upgrade handles WebSocket handshakes
    public void serve(List<Endpoint> endpoints, Request.Handler upgrade) {
        handlers = List.of(new Endpoints(endpoints), upgrade);
    }

    /// Closes all connections and frees the port.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) { // Jetty's lifecycle methods declare it.
            throw new IllegalStateException("the HTTP server did not stop", failure);
        }
    }

    private static boolean notYet(Request request, Response response, Callback callback) {
        response.setStatus(503);
        callback.succeeded();
        return true;
    }

    private final class Dispatcher extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            for (var handler : handlers) {
                if (handler.handle(request, response, callback)) {
                    return true;
                }
            }
            return false;
        }
    }
}
