package chat.local.template;

import chat.local.template.WebSocketApi.Authorizer;
import chat.local.template.WebSocketApi.Integration;
import chat.local.template.WebSocketApi.Mock;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Reads WebSocket APIs: stage, routes, integrations, authorizers and responses.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_ApiGatewayV2.html">API
///   Gateway V2 resource types</a>
record ApiReader(Template template, Targets targets) {
    private static final String DEFAULT = "$default";

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
        var routes = new HashMap<String, Route>();
        for (Resource resource : of(api.id(), "AWS::ApiGatewayV2::Route")) {
            Route route = route(resource);
            if (routes.put(route.key(), route) != null) {
                throw resource.error("RouteKey", route.key() + " is the key of another route too");
            }
        }
        return new WebSocketApi(
                api.id(),
                Names.physicalName(stages.getFirst()),
                api.text("RouteSelectionExpression"),
                routes);
    }

    private Route route(Resource route) {
        String prefix = "integrations/";
        String target = route.text("Target");
        if (!target.startsWith(prefix)) {
            throw route.error("Target", "names no integration: " + target);
        }
        String id = target.substring(prefix.length());
        Resource integration = part(route, "Target", "AWS::ApiGatewayV2::Integration", id);
        boolean twoWay =
                route.find("RouteResponseSelectionExpression").isPresent()
                        && hasDefaultResponse(route);
        return new Route(
                route.text("RouteKey"),
                integration(integration),
                authorizer(route),
                twoWay,
                Optional.empty());
    }

    private boolean hasDefaultResponse(Resource route) {
        return template.ofType("AWS::ApiGatewayV2::RouteResponse").stream()
                .filter(response -> response.text("RouteId").equals(route.id()))
                .anyMatch(response -> response.text("RouteResponseKey").equals(DEFAULT));
    }

    private Integration integration(Resource integration) {
        String type = integration.text("IntegrationType");
        return switch (type) {
            case "AWS_PROXY" -> targets.byUri(integration, "IntegrationUri");
            case "MOCK" -> mock(integration);
            default -> throw integration.error("IntegrationType", type + " does not run locally");
        };
    }

    private Mock mock(Resource integration) {
        var responses = new HashMap<String, String>();
        for (Resource response : template.ofType("AWS::ApiGatewayV2::IntegrationResponse")) {
            if (response.text("IntegrationId").equals(integration.id())) {
                chosen(response, "ResponseTemplates")
                        .ifPresent(
                                body ->
                                        responses.put(
                                                response.text("IntegrationResponseKey"), body));
            }
        }
        String request =
                chosen(integration, "RequestTemplates")
                        .orElseThrow(() -> integration.error("RequestTemplates", "is missing"));
        return new Mock(request, responses);
    }

    /// The one template, or the one that a constant selection expression names.
    private static Optional<String> chosen(Resource resource, String property) {
        Optional<JsonNode> templates = resource.find(property);
        if (templates.isEmpty() || templates.get().isEmpty()) {
            return Optional.empty();
        }
        if (templates.get().size() == 1) {
            return Optional.of(templates.get().elements().next().asText());
        }
        String key =
                resource.optionalText("TemplateSelectionExpression")
                        .map(expression -> expression.replace("\\$", "$"))
                        .orElse(DEFAULT);
        JsonNode template = templates.get().path(key);
        if (template.isMissingNode()) {
            throw resource.error(
                    "TemplateSelectionExpression", "selects none of several templates: " + key);
        }
        return Optional.of(template.asText());
    }

    private Optional<Authorizer> authorizer(Resource route) {
        String type = route.optionalText("AuthorizationType").orElse("NONE");
        return switch (type) {
            case "NONE" -> Optional.empty();
            case "CUSTOM" -> {
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

    /// The resource of a type in the API; `property` of `route` is where it is named.
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
