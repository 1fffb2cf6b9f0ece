package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.NotPermitted;
import chat.local.gateway.Answer.TimedOut;
import chat.local.lambda.InvocationResult;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Authorizer;
import chat.local.template.WebSocketApi.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.Function;

/// Decides whether a client may connect: its authorizer first, then the `$connect` route. The
/// client's upgrade is pending for as long.
final class Handshake {
    private static final Logger log = LoggerFactory.getLogger(Handshake.class);
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

    /// How it ended.
    sealed interface Outcome {
        /// The upgrade succeeds.
        ///
        /// @param subprotocol what the `$connect` integration returned to be echoed
        record Accepted(Connection connection, Optional<String> subprotocol) implements Outcome {}

        /// The upgrade is answered with this status instead.
        record Refused(int status, String body) implements Outcome {}
    }

    Outcome of(Client client) {
        Connection caller = newConnection.apply(client);
        String requestId = events.newRequestId();
        if (!throttles.admitConnection()) {
            log.warn("{}: a client is throttled", CONNECT);
            return refused(429, ErrorFrame.TOO_MANY_REQUESTS, caller, requestId);
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
            case Verdict.Unauthorized() -> refused(401, ErrorFrame.UNAUTHORIZED, caller, requestId);
            case Verdict.Denied() -> refused(403, ErrorFrame.FORBIDDEN, caller, requestId);
            case Verdict.Broken(String why) -> {
                log.warn("{}: {}", CONNECT, why);
                yield refused(500, ErrorFrame.INTERNAL_SERVER_ERROR, caller, requestId);
            }
        };
    }

    private Verdict authorize(Authorizer authorizer, Connection caller, String requestId) {
        var sources = authorizer.identitySources();
        if (!sources.stream().allMatch(source -> IdentitySource.present(source, caller.client()))) {
            return new Verdict.Unauthorized();
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
                    new Verdict.Unauthorized();
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
            case Given given -> new Outcome.Refused(given.status(), given.body().orElse(""));
            case NotPermitted(String why) -> {
                log.error("{}: {}", CONNECT, why);
                yield refused(500, ErrorFrame.INTERNAL_SERVER_ERROR, caller, requestId);
            }
            case Failed(String why) -> {
                log.warn("{}: {}", CONNECT, why);
                yield refused(502, ErrorFrame.INTERNAL_SERVER_ERROR, caller, requestId);
            }
            case TimedOut() -> refused(504, ErrorFrame.TIMED_OUT, caller, requestId);
        };
    }

    private static Outcome refused(
            int status, ErrorFrame frame, Connection caller, String requestId) {
        return new Outcome.Refused(status, frame.text(caller.id(), requestId));
    }
}
