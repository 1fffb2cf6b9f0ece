package chat.local.template;

import chat.local.template.WebSocketApi.RequestModels;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the request models of routes.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html">Request
///   validation</a>
record ModelReader(Template template) {
    private static final String EXPRESSION = "ModelSelectionExpression";
    private static final String MODELS = "RequestModels";

    /// The models of a route; empty without a selection expression, in which case nothing is
    /// validated.
    Optional<RequestModels> models(Resource route) {
        return route.optionalText(EXPRESSION)
                .map(
                        expression -> {
                            check(route, EXPRESSION, expression);
                            return new RequestModels(expression, schemas(route));
                        });
    }

    /// Checks that a property is a selection expression.
    static void check(Resource resource, String property, String expression) {
        try {
            var _ = SelectionExpression.parse(expression);
        } catch (IllegalArgumentException unknown) {
            throw resource.error(property, String.valueOf(unknown.getMessage()));
        }
    }

    private Map<String, JsonSchema> schemas(Resource route) {
        var schemas = new HashMap<String, JsonSchema>();
        route.find(MODELS)
                .ifPresent(
                        models ->
                                models.properties()
                                        .forEach(
                                                model ->
                                                        schemas.put(
                                                                model.getKey(),
                                                                schema(
                                                                        route,
                                                                        model.getValue()
                                                                                .asText()))));
        return schemas;
    }

    private JsonSchema schema(Resource route, String name) {
        String apiId = route.text("ApiId");
        Resource model =
                template.ofType("AWS::ApiGatewayV2::Model").stream()
                        .filter(each -> each.text("ApiId").equals(apiId))
                        .filter(each -> each.text("Name").equals(name))
                        .findFirst()
                        .orElseThrow(() -> route.error(MODELS, "this API has no model " + name));
        try {
            return JsonSchema.read(model.require("Schema"));
        } catch (IllegalArgumentException unreadable) {
            throw model.error("Schema", String.valueOf(unreadable.getMessage()));
        }
    }
}
