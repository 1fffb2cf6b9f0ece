package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.NotPermitted;
import chat.local.gateway.Answer.TimedOut;
import chat.local.lambda.InvocationResult;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Authorizer;
import chat.local.template.WebSocketApi.Route;

import java.util.Optional;
import java.util.function.Function;

/// Handles a client's handshake: calls the authorizer, then the `$connect` route. The upgrade is
/// pending meanwhile.
final class Handshake {
    private static final String CONNECT = "$connect";
    private static final String UNAUTHORIZED = "Unauthorized";

    private final WebSocketApi api;
    private final Events events;
    private final Integrations integrations;
    private final Throttles throttles;
    private final Function<Client, Connection> newConnection;

    Handshake(
            WebSocketApi api,
            Events events,
            Integrations integrations,
            Throttles throttles,
            Function<Client, Connection> newConnection) {
        this.api = api;
        this.events = events;
        this.integrations = integrations;
        this.throttles = throttles;
        this.newConnection = newConnection;
    }

    /// The result of a handshake.
    sealed interface Outcome {
        /// The connection that was requested.
        Connection connection();

        /// The outcome for the access log.
        default Access.Outcome logged() {
            return switch (this) {
                case Accepted _ -> Access.Outcome.of(101, Optional.empty());
                case Refused refused ->
                        Access.Outcome.of(refused.status(), Optional.of(refused.why()));
            };
        }

        /// The upgrade succeeds.
        ///
        /// @param subprotocol the subprotocol returned by the `$connect` integration
        record Accepted(Connection connection, Optional<String> subprotocol) implements Outcome {}

        /// The upgrade is refused with this status.
        ///
        /// @param why for the log
        record Refused(Connection connection, int status, String body, String why)
                implements Outcome {}
    }

    Outcome of(Client client) {
        Connection caller = newConnection.apply(client);
        String requestId = events.newRequestId();
        if (!throttles.admitConnection()) {
            return new Refusal(429, ErrorFrame.TOO_MANY_REQUESTS, "throttled")
                    .of(caller, requestId);
        }
        Route route = api.routes().get(CONNECT);
        if (route == null) {
            return new Outcome.Accepted(caller, Optional.empty());
        }
        if (route.authorizer().isEmpty()) {
            return connect(route, caller, requestId);
        }
        return switch (authorize(route.authorizer().get(), caller, requestId)) {
            case Verdict.Allowed(var said) -> connect(route, caller.authorized(said), requestId);
            case Verdict.Unauthorized(String why) ->
                    new Refusal(401, ErrorFrame.UNAUTHORIZED, why).of(caller, requestId);
            case Verdict.Denied() ->
                    new Refusal(403, ErrorFrame.FORBIDDEN, "the policy does not allow it")
                            .of(caller, requestId);
            case Verdict.Broken(String why) ->
                    new Refusal(500, ErrorFrame.INTERNAL_SERVER_ERROR, why).of(caller, requestId);
        };
    }

    private Verdict authorize(Authorizer authorizer, Connection caller, String requestId) {
        var sources = authorizer.identitySources();
        for (String source : sources) {
            if (!IdentitySource.present(source, caller.client())) {
                return new Verdict.Unauthorized("no " + source);
            }
        }
        var result = integrations.ask(authorizer, CONNECT, events.authorizer(caller, requestId));
        return result.map(this::verdict)
                .orElseGet(() -> new Verdict.Broken("the authorizer took too long"));
    }

    private Verdict verdict(InvocationResult result) {
        return switch (result) {
            case InvocationResult.Returned(String answer) ->
                    Policy.verdict(answer, events.connectArn());
            case InvocationResult.Failed(_, String message) when message.equals(UNAUTHORIZED) ->
                    new Verdict.Unauthorized("the authorizer threw " + UNAUTHORIZED);
            case InvocationResult.Failed(String type, String message) ->
                    new Verdict.Broken("the authorizer threw " + type + ": " + message);
            case InvocationResult.TimedOut() -> new Verdict.Broken("the authorizer timed out");
            case InvocationResult.NotFound() -> new Verdict.Broken("there is no such authorizer");
        };
    }

    private Outcome connect(Route route, Connection caller, String requestId) {
        return switch (integrations.call(route, events.connect(caller, requestId))) {
            case Given given when given.successful() ->
                    new Outcome.Accepted(
                            caller,
                            Optional.ofNullable(given.headers().get("Sec-WebSocket-Protocol")));
            case Given given ->
                    new Outcome.Refused(
                            caller,
                            given.status(),
                            given.body().orElse(""),
                            CONNECT + " answered " + given.status());
            case NotPermitted(String why) ->
                    new Refusal(500, ErrorFrame.INTERNAL_SERVER_ERROR, why).of(caller, requestId);
            case Failed(String why) ->
                    new Refusal(502, ErrorFrame.INTERNAL_SERVER_ERROR, why).of(caller, requestId);
            case TimedOut() ->
                    new Refusal(504, ErrorFrame.TIMED_OUT, CONNECT + " took too long")
                            .of(caller, requestId);
        };
    }

    /// A handshake that the gateway itself refuses.
    private record Refusal(int status, ErrorFrame frame, String why) {
        Outcome of(Connection caller, String requestId) {
            return new Outcome.Refused(caller, status, frame.text(caller.id(), requestId), why);
        }
    }
}
