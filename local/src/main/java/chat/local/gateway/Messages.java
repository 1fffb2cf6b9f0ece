package chat.local.gateway;

import chat.local.gateway.Admission.Decision.Admitted;
import chat.local.gateway.Admission.Decision.BadBody;
import chat.local.gateway.Admission.Decision.NoRoute;
import chat.local.gateway.Admission.Decision.Throttled;
import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.TimedOut;
import chat.local.template.WebSocketApi.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes a client's message to its route, and a two-way route's answer back to the client.
final class Messages {
    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    private final Admission admission;
    private final Events events;
    private final Integrations integrations;
    private final Traffic traffic;

    Messages(Admission admission, Events events, Integrations integrations, Traffic traffic) {
        this.admission = admission;
        this.events = events;
        this.integrations = integrations;
        this.traffic = traffic;
    }

    /// Handles one message to its end. Blocks; messages of one connection do not wait for each
    /// other.
    void handle(Connection connection, String text) {
        String requestId = events.newRequestId();
        switch (admission.of(text)) {
            case Admitted(Route route) -> {
                traffic.received(route.key(), bytes(text));
                reply(connection, route, text, requestId)
                        .ifPresent(answer -> send(connection, route.key(), answer));
            }
            case NoRoute() -> {
                traffic.received("", bytes(text));
                send(connection, "", ErrorFrame.FORBIDDEN.text(connection.id(), requestId));
            }
            case BadBody(Route route) -> {
                traffic.received(route.key(), bytes(text));
                log.warn("{}: the request model does not accept the message", route.key());
                String frame = ErrorFrame.badRequestBody(connection.id(), events.newMessageId());
                send(connection, route.key(), frame);
            }
            case Throttled() -> tellThrottled(connection, requestId);
        }
    }

    /// A throttled message is not charged for, nor is what the client gets for it.
    private static void tellThrottled(Connection connection, String requestId) {
        log.debug("a message of {} is throttled", connection.id());
        var _ =
                connection.send(
                        ErrorFrame.TOO_MANY_REQUESTS.text(connection.id(), requestId), () -> {});
    }

    private Optional<String> reply(
            Connection connection, Route route, String text, String requestId) {
        var event = events.message(connection, route.key(), text, requestId);
        return switch (integrations.call(route, event)) {
            case Given given when !route.twoWay() -> Optional.empty();
            case Given given when given.successful() ->
                    given.body().filter(body -> !body.isEmpty());
            case Given given -> error(route, "answered " + given.status(), connection, requestId);
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
