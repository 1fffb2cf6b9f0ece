package chat.local.gateway;

import static java.util.stream.Collectors.toUnmodifiableMap;

import chat.local.template.JsonSchema;
import chat.local.template.SelectionExpression;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import java.util.Map;

/// Validates messages against the request models of their routes.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html">Request
///   validation</a>
final class RequestValidation {
    private static final String DEFAULT = "$default";

    private final Map<String, Models> models;

    private record Models(SelectionExpression expression, Map<String, JsonSchema> schemas) {}

    RequestValidation(WebSocketApi api) {
        models =
                api.routes().values().stream()
                        .filter(route -> route.models().isPresent())
                        .collect(toUnmodifiableMap(Route::key, RequestValidation::models));
    }

    private static Models models(Route route) {
        var given = route.models().orElseThrow();
        return new Models(SelectionExpression.parse(given.selectionExpression()), given.schemas());
    }

    /// Whether a route accepts a message. A route with a model selection expression rejects a
    /// message if neither the expression's value nor `$default` names a model.
    boolean accepts(String routeKey, String text) {
        Models route = models.get(routeKey);
        if (route == null) {
            return true;
        }
        String key = route.expression().valueFor(text);
        JsonSchema schema = route.schemas().getOrDefault(key, route.schemas().get(DEFAULT));
        return schema != null && schema.accepts(text);
    }
}
