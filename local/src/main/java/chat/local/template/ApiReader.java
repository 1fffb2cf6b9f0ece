package chat.local.template;

import chat.local.template.WebSocketApi.Authorizer;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads WebSocket APIs: stage, routes, integrations, authorizers and responses.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_ApiGatewayV2.html">API
///   Gateway V2 resource types</a>
record ApiReader(Template template, Targets targets) {
    private static final String DEFAULT = "$default";
    private static final String CONNECT = "$connect";
    private static final String RESPONSE = "RouteResponseSelectionExpression";
    private static final List<String> RESERVED = List.of(CONNECT, "$disconnect", DEFAULT);

    List<WebSocketApi> apis() {
        return template.ofType("AWS::ApiGatewayV2::Api").stream().map(this::api).toList();
    }

    private WebSocketApi api(Resource api) {
        if (!api.text("ProtocolType").equals("WEBSOCKET")) {
            throw api.error("ProtocolType", "only WEBSOCKET runs locally");
        }
        List<Resource> stages = of(api.id(), "AWS::ApiGatewayV2::Stage");
        if (stages.size() != 1) {
            throw api.error(
                    "ProtocolType", "the API has %d stages, not one".formatted(stages.size()));
        }
        var stage = new StageReader(stages.getFirst());
        Map<String, Route> routes = routes(api, stage);
        stage.checkRoutes(routes);
        String expression = api.text("RouteSelectionExpression");
        ModelReader.check(api, "RouteSelectionExpression", expression);
        return new WebSocketApi(api.id(), stage.name(), stage.variables(), expression, routes);
    }

    private Map<String, Route> routes(Resource api, StageReader stage) {
        var routes = new HashMap<String, Route>();
        for (Resource resource : of(api.id(), "AWS::ApiGatewayV2::Route")) {
            Route route = route(resource, stage);
            if (routes.put(route.key(), route) != null) {
                throw resource.error("RouteKey", route.key() + " is the key of another route too");
            }
        }
        return routes;
    }

    private Route route(Resource route, StageReader stage) {
        rejectUnsupported(route);
        String prefix = "integrations/";
        String target = route.text("Target");
        if (!target.startsWith(prefix)) {
            throw route.error("Target", "names no integration: " + target);
        }
        String id = target.substring(prefix.length());
        Resource integration = part(route, "Target", "AWS::ApiGatewayV2::Integration", id);
        String key = route.text("RouteKey");
        return new Route(
                key,
                new IntegrationReader(template, targets).integration(integration),
                authorizer(route),
                route.find(RESPONSE).isPresent() && hasDefaultResponse(route),
                Optional.empty(),
                stage.throttle(key),
                new ModelReader(template).models(route));
    }

    /// A property that restricts who may call a route is an error if it cannot be evaluated.
    private static void rejectUnsupported(Resource route) {
        String key = route.text("RouteKey");
        if (key.startsWith("$") && !RESERVED.contains(key)) {
            throw route.error("RouteKey", key + " begins with $ and is none of " + RESERVED);
        }
        if (route.flag("ApiKeyRequired")) {
            throw route.error("ApiKeyRequired", "API keys do not run locally");
        }
        if (route.find("RequestParameters").filter(all -> !all.isEmpty()).isPresent()) {
            throw route.error("RequestParameters", "required parameters do not run locally");
        }
        if (!route.optionalText(RESPONSE).orElse(DEFAULT).equals(DEFAULT)) {
            throw route.error(RESPONSE, "API Gateway knows $default only");
        }
    }

    private boolean hasDefaultResponse(Resource route) {
        return template.ofType("AWS::ApiGatewayV2::RouteResponse").stream()
                .filter(response -> response.text("RouteId").equals(route.id()))
                .anyMatch(response -> response.text("RouteResponseKey").equals(DEFAULT));
    }

    private Optional<Authorizer> authorizer(Resource route) {
        String type = route.optionalText("AuthorizationType").orElse("NONE");
        return switch (type) {
            case "NONE" -> Optional.empty();
            case "CUSTOM" -> {
                if (!route.text("RouteKey").equals(CONNECT)) {
                    throw route.error("AuthorizationType", "only $connect can have an authorizer");
                }
                String id = route.text("AuthorizerId");
                Resource authorizer =
                        part(route, "AuthorizerId", "AWS::ApiGatewayV2::Authorizer", id);
                yield Optional.of(
                        new Authorizer(
                                authorizer.id(),
                                targets.byUri(authorizer, "AuthorizerUri"),
                                authorizer.list("IdentitySource").stream()
                                        .map(JsonNode::asText)
                                        .toList()));
            }
            default -> throw route.error("AuthorizationType", type + " does not run locally");
        };
    }

    /// The resource of a type in the API; errors name the `property` of `route` that refers to it.
    private Resource part(Resource route, String property, String type, String id) {
        return of(route.text("ApiId"), type).stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> route.error(property, id + " is no " + type + " of this API"));
    }

    private List<Resource> of(String apiId, String type) {
        return template.ofType(type).stream()
                .filter(resource -> resource.text("ApiId").equals(apiId))
                .toList();
    }
}
