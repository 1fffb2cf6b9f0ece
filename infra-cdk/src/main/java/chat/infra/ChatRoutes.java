package chat.infra;

import static chat.infra.ChatFunction.AUTHORIZER;
import static chat.infra.ChatFunction.CONNECT;
import static chat.infra.ChatFunction.DEFAULT;
import static chat.infra.ChatFunction.DISCONNECT;

import chat.protocol.Action;

import software.amazon.awscdk.aws_apigatewayv2_authorizers.WebSocketLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.WebSocketLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketRoute;
import software.constructs.Construct;

import java.util.List;

/// The routes of the WebSocket API: one for each [Action], with the function that it invokes.
///
/// A route that replies sends its function's answer to the caller.
final class ChatRoutes extends Construct {
    ChatRoutes(Construct scope, String id, WebSocketApi api, ChatFunctions functions) {
        super(scope, id);
        route(api, "$connect")
                .integration(integration(functions.get(CONNECT)))
                .authorizer(authorizer(functions.get(AUTHORIZER)))
                .build();
        route(api, "$disconnect")
                .integration(integration(functions.get(DISCONNECT)))
                .returnResponse(false)
                .build();
        for (var action : Action.values()) {
            route(api, action.wireName())
                    .integration(integration(functions.get(function(action))))
                    .returnResponse(action.isReplied())
                    .build();
        }
        route(api, "$default")
                .integration(integration(functions.get(DEFAULT)))
                .returnResponse(true)
                .build();
        new PingRoute(this, Action.PING, api);
    }

    /// The function that serves an action.
    static ChatFunction function(Action action) {
        return switch (action) {
            case SEND_MESSAGE -> ChatFunction.SEND_MESSAGE;
            case ACK -> ChatFunction.ACK;
            case SYNC, HISTORY, CONVERSATIONS -> ChatFunction.READ;
            case PROFILE -> ChatFunction.PROFILE;
            case CONVERSATION, HIDE -> ChatFunction.CONVERSATION;
            case SEARCH -> ChatFunction.SEARCH;
            case PRESENCE, TYPING -> ChatFunction.PRESENCE;
        };
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
