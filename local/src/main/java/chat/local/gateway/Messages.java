package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.TimedOut;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes a client's message to its route, and a two-way route's answer back to the client.
final class Messages {
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
    Access handle(Connection connection, String text) {
        long begin = System.nanoTime();
        int bytesIn = bytes(text);
        Optional<Route> route = route(text);
        String key = route.map(Route::key).orElse("");
        traffic.received(key, bytesIn);
        Reply reply =
                route.map(found -> reply(connection, found, text))
                        .orElseGet(() -> forbidden(connection));
        int bytesOut = reply.text().map(Messages::bytes).orElse(0);
        Access.Outcome outcome =
                reply.text()
                        .map(
                                answer ->
                                        connection.send(
                                                answer, () -> traffic.answered(key, bytesOut)))
                        .map(sent -> reply.outcomeIf(sent))
                        .orElse(reply.outcome());
        return new Access(
                Access.Kind.MESSAGE,
                key,
                connection.caller(),
                outcome,
                Access.since(begin),
                new Access.Size(bytesIn, bytesOut));
    }

    /// The route of a message. One whose key begins with `$` is never selected by a message's
    /// content, or a client could call `$connect` at will.
    private Optional<Route> route(String text) {
        String key = selection.valueFor(text);
        return Optional.ofNullable(key.startsWith("$") ? null : api.routes().get(key))
                .or(() -> Optional.ofNullable(api.routes().get(DEFAULT)));
    }

    private Reply reply(Connection connection, Route route, String text) {
        String requestId = events.newRequestId();
        var event = events.message(connection, route.key(), text, requestId);
        Answer answer = integrations.call(route, event);
        return switch (answer) {
            case Given given when !route.twoWay() ->
                    new Reply(
                            Optional.empty(), Access.Outcome.of(given.status(), answer.failure()));
            case Given given when given.successful() ->
                    new Reply(
                            given.body().filter(body -> !body.isEmpty()),
                            Access.Outcome.of(given.status(), answer.failure()));
            case Given _, Failed _ ->
                    new Reply(
                            ErrorFrame.INTERNAL_SERVER_ERROR.text(connection.id(), requestId),
                            new Access.Outcome("error", answer.failure()));
            case TimedOut() ->
                    new Reply(
                            ErrorFrame.TIMED_OUT.text(connection.id(), requestId),
                            new Access.Outcome("timeout", answer.failure()));
        };
    }

    private Reply forbidden(Connection connection) {
        return new Reply(
                ErrorFrame.FORBIDDEN.text(connection.id(), events.newRequestId()),
                new Access.Outcome("forbidden", Optional.of("no such route, and no " + DEFAULT)));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// What goes back to the client, if anything.
    private record Reply(Optional<String> text, Access.Outcome outcome) {
        Reply(String frame, Access.Outcome outcome) {
            this(Optional.of(frame), outcome);
        }

        Access.Outcome outcomeIf(SendResult sent) {
            return switch (sent) {
                case SENT -> outcome;
                case GONE ->
                        new Access.Outcome(
                                "gone", Optional.of("the client left before its answer"));
                case BUFFER_FULL ->
                        new Access.Outcome(
                                "full", Optional.of("the client does not read its answers"));
            };
        }
    }
}
