package chat.local.gateway;

import chat.local.gateway.Admission.Decision.Admitted;
import chat.local.gateway.Admission.Decision.BadBody;
import chat.local.gateway.Admission.Decision.NoRoute;
import chat.local.gateway.Admission.Decision.Throttled;
import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.NotPermitted;
import chat.local.gateway.Answer.TimedOut;
import chat.local.template.WebSocketApi.Route;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Passes a client's message to its route, and the response of a two-way route back to the client.
final class Messages {

    private final Admission admission;
    private final Events events;
    private final Integrations integrations;
    private final Traffic traffic;
    private final Limits limits;

    Messages(
            Admission admission,
            Events events,
            Integrations integrations,
            Traffic traffic,
            Limits limits) {
        this.admission = admission;
        this.events = events;
        this.integrations = integrations;
        this.traffic = traffic;
        this.limits = limits;
    }

    /// Handles one message completely. Blocks; messages of one connection do not wait for each
    /// other.
    Access handle(Connection connection, String text) {
        long begin = System.nanoTime();
        int bytesIn = bytes(text);
        Admission.Decision decision = admission.of(text);
        String key = decision.routeKey();
        // A throttled message and its error frame are not billed.
        boolean metered = !(decision instanceof Throttled);
        if (metered) {
            traffic.received(key, bytesIn);
        }
        Reply reply = reply(connection, decision, text);
        int bytesOut = reply.text().map(Messages::bytes).orElse(0);
        Runnable beforeWrite = metered ? () -> traffic.answered(key, bytesOut) : () -> {};
        Access.Outcome outcome =
                reply.text()
                        .map(answer -> connection.send(answer, beforeWrite))
                        .map(reply::outcomeIf)
                        .orElse(reply.outcome());
        return new Access(
                Access.Kind.MESSAGE,
                key,
                connection.caller(),
                outcome,
                Access.since(begin),
                new Access.Size(bytesIn, bytesOut));
    }

    private Reply reply(Connection connection, Admission.Decision decision, String text) {
        return switch (decision) {
            case Admitted(Route route) -> reply(connection, route, text);
            case NoRoute() ->
                    refused(
                            connection,
                            ErrorFrame.FORBIDDEN,
                            failed("forbidden", "no such route, and no $default"));
            case Throttled() ->
                    refused(
                            connection,
                            ErrorFrame.TOO_MANY_REQUESTS,
                            failed("throttled", "too many requests"));
            case BadBody _ ->
                    new Reply(
                            ErrorFrame.badRequestBody(connection.id(), events.newMessageId()),
                            failed("badBody", "the request model does not accept the message"));
        };
    }

    private Reply reply(Connection connection, Route route, String text) {
        String requestId = events.newRequestId();
        var event = events.message(connection, route.key(), text, requestId);
        Answer answer = integrations.call(route, event);
        return switch (answer) {
            case Given given when !route.twoWay() ->
                    new Reply(
                            Optional.empty(), Access.Outcome.of(given.status(), answer.failure()));
            case Given given when given.successful() && size(given) > limits.messageBytesMax() ->
                    new Reply(
                            ErrorFrame.INTERNAL_SERVER_ERROR.text(connection.id(), requestId),
                            failed("error", tooLarge(size(given))));
            case Given given when given.successful() ->
                    new Reply(
                            given.body().filter(body -> !body.isEmpty()),
                            Access.Outcome.of(given.status(), answer.failure()));
            case Given _, Failed _, NotPermitted _ ->
                    new Reply(
                            ErrorFrame.INTERNAL_SERVER_ERROR.text(connection.id(), requestId),
                            new Access.Outcome("error", answer.failure()));
            case TimedOut() ->
                    new Reply(
                            ErrorFrame.TIMED_OUT.text(connection.id(), requestId),
                            new Access.Outcome("timeout", answer.failure()));
        };
    }

    private static int size(Given given) {
        return given.body().map(Messages::bytes).orElse(0);
    }

    private String tooLarge(int bytes) {
        return "the answer has %d bytes, more than %d".formatted(bytes, limits.messageBytesMax());
    }

    private Reply refused(Connection connection, ErrorFrame frame, Access.Outcome outcome) {
        return new Reply(frame.text(connection.id(), events.newRequestId()), outcome);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Access.Outcome failed(String status, String failure) {
        return new Access.Outcome(status, Optional.of(failure));
    }

    /// The text to send to the client, if any, and the result for the log.
    private record Reply(Optional<String> text, Access.Outcome outcome) {
        Reply(String frame, Access.Outcome outcome) {
            this(Optional.of(frame), outcome);
        }

        Access.Outcome outcomeIf(SendResult sent) {
            return switch (sent) {
                case SENT -> outcome;
                case GONE -> failed("gone", "the client disconnected before its answer was sent");
                case BUFFER_FULL -> failed("full", "the client does not read its answers");
            };
        }
    }
}
