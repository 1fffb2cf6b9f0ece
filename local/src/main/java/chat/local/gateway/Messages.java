package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.NotPermitted;
import chat.local.gateway.Answer.TimedOut;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes a client's message to its route, and a two-way route's answer back to the client.
final class Messages {
    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final String DEFAULT = "$default";

    private final WebSocketApi api;
    private final RouteSelection selection;
    private final Events events;
    private final Integrations integrations;
    private final Traffic traffic;

    Messages(WebSocketApi api, Events events, Integrations integrations, Traffic traffic) {
        this.api = api;
        this.selection = RouteSelection.parse(api.routeSelectionExpression());
        this.events = events;
        this.integrations = integrations;
        this.traffic = traffic;
    }

    /// Handles one message to its end. Blocks; messages of one connection do not wait for each
    /// other.
    void handle(Connection connection, String text) {
        String requestId = events.newRequestId();
        Optional<Route> route = route(text);
        traffic.received(route.map(Route::key).orElse(""), bytes(text));
        if (route.isEmpty()) {
            send(connection, "", ErrorFrame.FORBIDDEN.text(connection.id(), requestId));
            return;
        }
        reply(connection, route.get(), text, requestId)
                .ifPresent(answer -> send(connection, route.get().key(), answer));
    }

    /// The route of a message. One whose key begins with `$` is never selected by a message's
    /// content, or a client could call `$connect` at will.
    private Optional<Route> route(String text) {
        String key = selection.valueFor(text);
        return Optional.ofNullable(key.startsWith("$") ? null : api.routes().get(key))
                .or(() -> Optional.ofNullable(api.routes().get(DEFAULT)));
    }

    private Optional<String> reply(
            Connection connection, Route route, String text, String requestId) {
        var event = events.message(connection, route.key(), text, requestId);
        return switch (integrations.call(route, event)) {
            case Given given when !route.twoWay() -> Optional.empty();
            case Given given when given.successful() ->
                    given.body().filter(body -> !body.isEmpty());
            case Given given -> error(route, "answered " + given.status(), connection, requestId);
            case NotPermitted(String why) -> error(route, why, connection, requestId);
            case Failed(String why) -> error(route, why, connection, requestId);
            case TimedOut() -> Optional.of(ErrorFrame.TIMED_OUT.text(connection.id(), requestId));
        };
    }

    private static Optional<String> error(
            Route route, String why, Connection connection, String requestId) {
        log.warn("{}: {}", route.key(), why);
        return Optional.of(ErrorFrame.INTERNAL_SERVER_ERROR.text(connection.id(), requestId));
    }

    private void send(Connection connection, String routeKey, String text) {
        switch (connection.send(text, () -> traffic.answered(routeKey, bytes(text)))) {
            case SENT -> {}
            case GONE -> log.debug("{}: the client left before its answer", routeKey);
            case BUFFER_FULL -> log.warn("{}: the client does not read its answers", routeKey);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
