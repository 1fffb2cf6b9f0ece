package chat.functions;

import chat.delivery.Connect;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.InvalidValueException;
import chat.domain.Name;
import chat.domain.UserId;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `$connect`: registers a connection. Answers 400 if `deviceId` is missing or malformed or `since`
/// is not a time, and 403 if the user is disabled.
public final class ConnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Connect connect;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public ConnectHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUser);
    }

    /// @param environment the function's variables
    public ConnectHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private ConnectHandler(Wiring wiring) {
        this(wiring.connect(), wiring.clock(), wiring.requestLog());
    }

    ConnectHandler(Connect connect, InstantSource clock, RequestLog log) {
        this.connect = connect;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        Instant now = clock.instant();
        var lines = log.in(context);
        String connection = event.getRequestContext().getConnectionId();
        String user = AuthorizerContext.USER.of(event.getRequestContext().getAuthorizer());
        try {
            var response = answer(event, now);
            var took = Duration.between(now, clock.instant());
            lines.write(
                    connection, user, "$connect", Integer.toString(response.getStatusCode()), took);
            return response;
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure(connection, user, "$connect", failure, took);
            throw failure;
        }
    }

    private APIGatewayV2WebSocketResponse answer(APIGatewayV2WebSocketEvent event, Instant now) {
        // AWS does not document what happens to a message whose action is `$connect`.
        if (!"CONNECT".equals(event.getRequestContext().getEventType())) {
            return Responses.status(BAD_REQUEST, "not a handshake");
        }
        var authorizer = event.getRequestContext().getAuthorizer();
        Optional<DeviceId> device = AuthorizerContext.DEVICE.in(authorizer).map(DeviceId::new);
        if (device.isEmpty()) {
            return Responses.status(
                    BAD_REQUEST,
                    "deviceId must be 1 to 64 characters of A-Z a-z 0-9 _ - in the query");
        }
        Optional<Instant> since;
        try {
            since = since(event);
        } catch (NumberFormatException notATime) {
            return Responses.status(BAD_REQUEST, "since must be a time in epoch milliseconds");
        }
        var arrival =
                new Connect.Arrival(
                        new UserId(AuthorizerContext.USER.of(authorizer)),
                        AuthorizerContext.NAME.in(authorizer).flatMap(valid(Name::new)),
                        AuthorizerContext.CONTACT_NUMBER
                                .in(authorizer)
                                .flatMap(valid(ContactNumber::new)),
                        device.get(),
                        new ConnectionId(event.getRequestContext().getConnectionId()),
                        since,
                        Frames.tokenExpiresAt(authorizer));
        return connect.handle(arrival, now)
                ? Responses.accepted(Subprotocols.CHAT)
                : Responses.status(FORBIDDEN, "the user is disabled");
    }

    /// An invalid claim counts as absent, because the issuer may have other rules.
    private static <T> Function<String, Optional<T>> valid(Function<String, T> type) {
        return claim -> {
            try {
                return Optional.of(type.apply(claim));
            } catch (InvalidValueException ofNoUse) {
                return Optional.empty();
            }
        };
    }

    private static Optional<Instant> since(APIGatewayV2WebSocketEvent event) {
        return Optional.ofNullable(event.getQueryStringParameters())
                .map(parameters -> parameters.get("since"))
                .map(Long::parseLong)
                .map(ConnectHandler::time);
    }

    private static Instant time(long millis) {
        if (millis < 0 || millis > Duration.ofDays(365L * 1000).toMillis()) {
            throw new NumberFormatException("not a time");
        }
        return Instant.ofEpochMilli(millis);
    }
}
