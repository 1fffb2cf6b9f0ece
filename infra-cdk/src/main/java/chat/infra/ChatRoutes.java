package chat.infra;

import static chat.infra.ChatFunction.ACK;
import static chat.infra.ChatFunction.AUTHORIZER;
import static chat.infra.ChatFunction.CONNECT;
import static chat.infra.ChatFunction.CONVERSATION;
import static chat.infra.ChatFunction.DEFAULT;
import static chat.infra.ChatFunction.DISCONNECT;
import static chat.infra.ChatFunction.PRESENCE;
import static chat.infra.ChatFunction.PROFILE;
import static chat.infra.ChatFunction.READ;
import static chat.infra.ChatFunction.SEND_MESSAGE;

import software.amazon.awscdk.aws_apigatewayv2_authorizers.WebSocketLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.WebSocketLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketRoute;
import software.constructs.Construct;

import java.util.List;

/// The routes of the WebSocket API, and which function each calls.
///
/// A two-way route sends its function's answer to the caller: one call to `@connections` less.
/// `ack`, `sync` and `typing` are one-way: what they cause is posted, to more devices than the
/// caller's.
final class ChatRoutes extends Construct {
    private static final List<Route> ROUTES =
            List.of(
                    new Route("$disconnect", DISCONNECT, false),
                    new Route("sendMessage", SEND_MESSAGE, true),
                    new Route("ack", ACK, false),
                    new Route("sync", READ, false),
                    new Route("history", READ, true),
                    new Route("conversations", READ, true),
                    new Route("profile", PROFILE, true),
                    new Route("conversation", CONVERSATION, true),
                    new Route("presence", PRESENCE, true),
                    new Route("typing", PRESENCE, false),
                    new Route("$default", DEFAULT, true));

    /// @param key the frame's `action`
    private record Route(String key, ChatFunction function, boolean twoWay) {}

    ChatRoutes(Construct scope, String id, WebSocketApi api, ChatFunctions functions) {
        super(scope, id);
        route(api, "$connect")
                .integration(integration(functions.get(CONNECT)))
                .authorizer(authorizer(functions.get(AUTHORIZER)))
                .build();
        for (var route : ROUTES) {
            route(api, route.key())
                    .integration(integration(functions.get(route.function())))
                    .returnResponse(route.twoWay())
                    .build();
        }
        new PingRoute(this, "ping", api);
    }

    private WebSocketRoute.Builder route(WebSocketApi api, String key) {
        return WebSocketRoute.Builder.create(this, key).webSocketApi(api).routeKey(key);
    }

    /// Without the header API Gateway answers 401 itself, and no function runs.
    private static WebSocketLambdaAuthorizer authorizer(LambdaFunction function) {
        return WebSocketLambdaAuthorizer.Builder.create("Authorizer", function.live())
                .identitySource(List.of("route.request.header.Sec-WebSocket-Protocol"))
                .build();
    }

    private static WebSocketLambdaIntegration integration(LambdaFunction function) {
        return new WebSocketLambdaIntegration("Integration", function.live());
    }
}
