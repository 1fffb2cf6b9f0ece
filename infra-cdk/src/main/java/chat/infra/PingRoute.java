package chat.infra;

import chat.protocol.Action;

import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegrationResponse;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnRouteResponse;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.constructs.Construct;

import java.util.Map;

/// The route `ping`, which API Gateway itself answers with `{"type":"pong"}`. It keeps a socket
/// alive without an invocation.
///
/// It uses L1 constructs, because CDK's mock integration has no integration response and therefore
/// no body.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html">Integration
///   responses</a>
final class PingRoute extends Construct {
    /// A constant selection expression, which always selects the template of this name.
    private static final String CONSTANT_DEFAULT = "\\$default";

    private static final String DEFAULT = "$default";

    PingRoute(Construct scope, String id, WebSocketApi api) {
        super(scope, id);
        var integration =
                CfnIntegration.Builder.create(this, "Integration")
                        .apiId(api.getApiId())
                        .integrationType("MOCK")
                        .templateSelectionExpression(CONSTANT_DEFAULT)
                        .requestTemplates(Map.of(DEFAULT, "{\"statusCode\":200}"))
                        .build();
        CfnIntegrationResponse.Builder.create(this, "IntegrationResponse")
                .apiId(api.getApiId())
                .integrationId(integration.getRef())
                .integrationResponseKey("/200/")
                .templateSelectionExpression(CONSTANT_DEFAULT)
                .responseTemplates(Map.of(DEFAULT, "{\"type\":\"pong\"}"))
                .build();
        var route =
                CfnRoute.Builder.create(this, "Route")
                        .apiId(api.getApiId())
                        .routeKey(Action.PING)
                        .routeResponseSelectionExpression(DEFAULT)
                        .target("integrations/" + integration.getRef())
                        .build();
        CfnRouteResponse.Builder.create(this, "RouteResponse")
                .apiId(api.getApiId())
                .routeId(route.getRef())
                .routeResponseKey(DEFAULT)
                .build();
    }
}
