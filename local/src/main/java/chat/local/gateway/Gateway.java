package chat.local.gateway;

import chat.local.http.Endpoint;
import chat.local.lambda.Invoker;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Mock;
import chat.local.template.WebSocketApi.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A WebSocket API of the template with its stage.
///
/// Each message and each `$disconnect` is handled on its own virtual thread. As on API Gateway,
/// messages of a connection are handled concurrently and may overtake each other.
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final String DISCONNECT = "$disconnect";
    private static final Duration LAST_DISCONNECTS_TIMEOUT = Duration.ofSeconds(3);

    private final WebSocketApi api;
    private final Ids ids = new Ids();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Dependencies dependencies;
    private final Parts parts;

    /// The dependencies of a gateway.
    ///
    /// @param permissions checks who may invoke functions and manage connections
    /// @param wire carries messages between gateway and clients, and may lose them
    /// @param traffic receives what API Gateway would charge for
    /// @param accessLog receives each finished request
    public record Dependencies(
            Invoker invoker,
            Permissions permissions,
            Wire wire,
            Traffic traffic,
            AccessLog accessLog,
            Timers timers,
            Limits limits,
            Account account) {}

    private record Parts(
            Events events,
            Integrations integrations,
            Handshake handshake,
            Messages messages,
            Throttles throttles,
            Connections connections) {}

    /// Creates a gateway for an API.
    ///
    /// @throws IllegalArgumentException if the API uses an unsupported feature: templates that are
    ///   not constant, unknown selection expressions or identity sources
    public Gateway(WebSocketApi api, Dependencies dependencies) {
        api.routes().values().forEach(Gateway::check);
        this.api = api;
        this.dependencies = dependencies;
        var timers = dependencies.timers();
        var events = new Events(api, ids, timers);
        var integrations = new Integrations(api, dependencies);
        var throttles = new Throttles(api, dependencies);
        parts =
                new Parts(
                        events,
                        integrations,
                        new Handshake(api, events, integrations, throttles, this::connection),
                        new Messages(
                                new Admission(api, throttles),
                                events,
                                integrations,
                                dependencies.traffic(),
                                dependencies.limits()),
                        throttles,
                        new Connections(timers, dependencies.limits(), this::disconnected));
    }

    /// The stage's name, which is the first segment of every path.
    public String stage() {
        return api.stage();
    }

    /// The `@connections` API of this stage.
    public Endpoint managementApi() {
        return new ManagementApi(api, parts.connections(), parts.throttles(), dependencies);
    }

    /// The open connections, in the order in which they were opened.
    public List<OpenConnection> connections() {
        return parts.connections().all().stream()
                .map(Connection::state)
                .sorted(Comparator.comparing(OpenConnection::connectedAt))
                .toList();
    }

    Limits limits() {
        return dependencies.limits();
    }

    /// Runs the authorizer and `$connect`. Blocks until both are done.
    Handshake.Outcome handshake(Client client) {
        long begin = System.nanoTime();
        Handshake.Outcome outcome = parts.handshake().of(client);
        log(
                new Access(
                        Access.Kind.CONNECT,
                        "$connect",
                        outcome.connection().caller(),
                        outcome.logged(),
                        Access.since(begin),
                        Access.Size.NONE));
        return outcome;
    }

    /// Called when the client's socket is open.
    void opened(Connection connection, Socket socket) {
        parts.connections()
                .opened(connection, new WiredSocket(socket, connection, dependencies.wire()));
    }

    /// Handles a text message. Does not block. Drops messages that the client sends after this side
    /// has closed the connection.
    void received(Connection connection, String text) {
        if (connection.isClosed()) {
            return;
        }
        switch (dependencies.wire().pass(connection.id(), connection.user())) {
            case THROUGH -> handle(connection, text);
            case LOST -> {}
            case BROKEN -> connection.dropSocket();
        }
    }

    private void handle(Connection connection, String text) {
        connection.received();
        run(() -> log(parts.messages().handle(connection, text)));
    }

    /// Closes a connection from this side. Does not block.
    void close(Connection connection, CloseStatus status) {
        parts.connections().close(connection, status);
    }

    /// Called when the client's socket was closed. Does not block.
    void closed(Connection connection, CloseStatus status) {
        if (!dependencies.wire().isHalfOpen(connection.id())) {
            parts.connections().closed(connection, status);
        }
    }

    /// The user of an open connection, as named by its authorizer.
    public Optional<String> user(String connectionId) {
        return parts.connections().find(connectionId).map(Connection::user);
    }

    /// Breaks the sockets of connections, like a failing network.
    public void cut(Predicate<String> connectionIds) {
        for (Connection open : parts.connections().all()) {
            if (connectionIds.test(open.id())) {
                dependencies.wire().ended(open.id());
                open.dropSocket();
                parts.connections().closed(open, CloseStatus.ABNORMAL);
            }
        }
    }

    /// Closes all connections with 1001 and allows a short time for their `$disconnect`.
    @Override
    public void close() {
        parts.connections().all().forEach(open -> close(open, CloseStatus.GOING_AWAY));
        threads.shutdown();
        try {
            var _ =
                    threads.awaitTermination(
                            LAST_DISCONNECTS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private Connection connection(Client client) {
        return new Connection(ids.get(), client, dependencies.timers());
    }

    private void disconnected(Connection connection, CloseStatus status) {
        dependencies.wire().ended(connection.id());
        Route route = api.routes().get(DISCONNECT);
        if (route == null) {
            log(disconnect(connection, status, Optional.empty(), Duration.ZERO));
            return;
        }
        var event = parts.events().disconnect(connection, status);
        run(
                () -> {
                    long begin = System.nanoTime();
                    var failure = parts.integrations().call(route, event).failure();
                    log(disconnect(connection, status, failure, Access.since(begin)));
                });
    }

    private static Access disconnect(
            Connection connection, CloseStatus status, Optional<String> failure, Duration took) {
        return new Access(
                Access.Kind.DISCONNECT,
                DISCONNECT,
                connection.caller(),
                Access.Outcome.of(status.code(), failure),
                took,
                Access.Size.NONE);
    }

    private void log(Access access) {
        dependencies.accessLog().done(access);
    }

    private void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closing) {
            log.debug(
                    "{}: ignored a task that arrived after the gateway was closed",
                    api.stage(),
                    closing);
        }
    }

    private static void check(Route route) {
        route.authorizer()
                .ifPresent(guard -> guard.identitySources().forEach(IdentitySource::check));
        route.responseTemplate().ifPresent(MockAnswer::constant);
        if (route.integration() instanceof Mock mock) {
            MockAnswer.constant(mock.requestTemplate());
            mock.responseTemplates().values().forEach(MockAnswer::constant);
        }
    }
}
