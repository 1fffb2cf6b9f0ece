package chat.local.gateway;

import chat.local.template.SelectionExpression;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import java.util.Optional;

/// Decides about a message before any integration is called: selects its route, applies the
/// throttles, and validates the message against the route's model.
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

    /// The decision about a message.
    sealed interface Decision {
        /// The key of the message's route; empty if there is none.
        default String routeKey() {
            return switch (this) {
                case Admitted(Route route) -> route.key();
                case BadBody(Route route) -> route.key();
                case NoRoute _, Throttled _ -> "";
            };
        }

        /// The message goes to this route.
        record Admitted(Route route) implements Decision {}

        /// Neither the selected route nor `$default` exists.
        record NoRoute() implements Decision {}

        /// The throttle of the route or the account is exceeded.
        record Throttled() implements Decision {}

        /// The route's model rejects the message.
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

    /// Selects the route of a message. Keys beginning with `$` cannot be selected by a message's
    /// content; otherwise a client could invoke `$connect`.
    private Optional<Route> route(String text) {
        String key = selection.valueFor(text);
        return Optional.ofNullable(key.startsWith("$") ? null : api.routes().get(key))
                .or(() -> Optional.ofNullable(api.routes().get(DEFAULT)));
    }
}
