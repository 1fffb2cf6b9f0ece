package chat.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Lambda's Runtime API for one runtime, on its own port of 127.0.0.1; the port identifies the
/// runtime.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATIONS = ROOT + "invocation/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Handles the runtime's requests.
    interface Service {
        /// Waits for the next event. The first call means that the runtime is ready.
        Invocation next() throws InterruptedException;

        /// Reports that the handler could not be constructed, or a SnapStart hook failed.
        void initFailed(RuntimeError error);

        /// Delivers the response of an invocation.
        ///
        /// @return false if no such invocation is running
        boolean responded(String requestId, String payload);

        /// Reports a failed invocation.
        ///
        /// @return false if no such invocation is running
        boolean failed(String requestId, RuntimeError error);
    }

    private RuntimeApi(HttpServer server, Service runtime, String functionArn) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, runtime, functionArn));
    }

    /// Starts to listen.
    ///
    /// @param functionArn the ARN in the invocations' headers
    static RuntimeApi open(Service runtime, String functionArn) throws IOException {
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var api = new RuntimeApi(HttpServer.create(loopback, 0), runtime, functionArn);
        api.server.start();
        return api;
    }

    /// The address as host and port.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Closes the connections, one of which may be waiting for an event.
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, Service runtime, String functionArn)
            throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (request.equals("GET " + INVOCATIONS + "next")) {
                hand(exchange, runtime.next(), functionArn);
            } else if (request.equals("GET " + ROOT + "restore/next")) {
                reply(exchange, 200, ""); // Nothing was frozen, so restoring takes no time.
            } else if (request.equals("POST " + ROOT + "init/error")
                    || request.equals("POST " + ROOT + "restore/error")) {
                runtime.initFailed(error(exchange));
                reply(exchange, 202, "{\"status\":\"OK\"}");
            } else if (request.startsWith("POST " + INVOCATIONS)) {
                take(exchange, request.substring(("POST " + INVOCATIONS).length()), runtime);
            } else {
                reply(exchange, 404, "{\"errorType\":\"InvalidRequest\"}");
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hand(HttpExchange exchange, Invocation invocation, String arn)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
        headers.set("Lambda-Runtime-Trace-Id", traceId());
        reply(exchange, 200, invocation.event());
    }

    /// The part of the path after `invocation/`: id and verb.
    private static void take(HttpExchange exchange, String path, Service runtime)
            throws IOException {
        String id = path.substring(0, Math.max(0, path.indexOf('/')));
        boolean known =
                switch (path.substring(id.length())) {
                    case "/response" -> runtime.responded(id, body(exchange));
                    case "/error" -> runtime.failed(id, error(exchange));
                    default -> false;
                };
        if (known) {
            reply(exchange, 202, "{\"status\":\"OK\"}");
        } else {
            reply(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
        }
    }

    private static RuntimeError error(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst(RuntimeError.HEADER);
        return RuntimeError.parse(Objects.requireNonNullElse(header, ""), body(exchange));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// A trace id in X-Ray's format; nothing is traced.
    private static String traceId() {
        String digits = UUID.randomUUID().toString().replace("-", "");
        return "Root=1-%s-%s;Sampled=0".formatted(digits.substring(0, 8), digits.substring(8));
    }
}
