package chat.local.gateway;

import chat.local.template.SelectionExpression;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import java.util.Optional;

/// Decides what becomes of a message before any integration is called: which route takes it,
/// whether that route may have it now, and whether its model accepts it.
final class Admission {
    private static final String DEFAULT = "$default";

    private final WebSocketApi api;
    private final SelectionExpression selection;
    private final Throttles throttles;
    private final RequestValidation validation;

    Admission(WebSocketApi api, Throttles throttles) {
        this.api = api;
        this.selection = SelectionExpression.parse(api.routeSelectionExpression());
        this.throttles = throttles;
        this.validation = new RequestValidation(api);
    }

    /// What becomes of a message.
    sealed interface Decision {
        /// The key of the route that is concerned; empty where there is none.
        default String routeKey() {
            return switch (this) {
                case Admitted(Route route) -> route.key();
                case BadBody(Route route) -> route.key();
                case NoRoute _, Throttled _ -> "";
            };
        }

        /// The route takes it.
        record Admitted(Route route) implements Decision {}

        /// There is neither the route that it names nor `$default`.
        record NoRoute() implements Decision {}

        /// The route, or the account, has had too many.
        record Throttled() implements Decision {}

        /// The route's model does not accept it.
        record BadBody(Route route) implements Decision {}
    }

    Decision of(String text) {
        Optional<Route> route = route(text);
        String key = route.map(Route::key).orElse("");
        if (!throttles.admitMessage(key)) {
            return new Decision.Throttled();
        }
        if (route.isEmpty()) {
            return new Decision.NoRoute();
        }
        return validation.accepts(key, text)
                ? new Decision.Admitted(route.get())
                : new Decision.BadBody(route.get());
    }

    /// The route of a message. One whose key begins with `$` is never selected by a message's
    /// content, or a client could call `$connect` at will.
    private Optional<Route> route(String text) {
        String key = selection.valueFor(text);
        return Optional.ofNullable(key.startsWith("$") ? null : api.routes().get(key))
                .or(() -> Optional.ofNullable(api.routes().get(DEFAULT)));
    }
}
