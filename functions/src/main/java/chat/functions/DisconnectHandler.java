package chat.functions;

import chat.delivery.Disconnect;
import chat.domain.ConnectionId;
import chat.domain.UserId;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// `$disconnect`: removes a connection. API Gateway may call it late or not at all.
public final class DisconnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Disconnect disconnect;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public DisconnectHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::removeConnection);
    }

    /// @param environment the function's variables
    public DisconnectHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private DisconnectHandler(Wiring wiring) {
        this(wiring.disconnect(), wiring.clock(), wiring.requestLog());
    }

    DisconnectHandler(Disconnect disconnect, InstantSource clock, RequestLog log) {
        this.disconnect = disconnect;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        Instant now = clock.instant();
        var request = event.getRequestContext();
        // AWS does not document what happens to a message whose action is `$disconnect`.
        if (!"DISCONNECT".equals(request.getEventType())) {
            return Responses.done();
        }
        var user = new UserId(AuthorizerContext.USER.of(request.getAuthorizer()));
        var lines = log.in(context);
        String connection = request.getConnectionId();
        try {
            disconnect.handle(user, new ConnectionId(connection), now);
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure(connection, user.value(), "$disconnect", failure, took);
            throw failure;
        }
        var took = Duration.between(now, clock.instant());
        lines.write(connection, user.value(), "$disconnect", "done", took);
        return Responses.done();
    }
}
