package chat.local.gateway;

import static java.util.stream.Collectors.toUnmodifiableMap;

import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import java.util.Map;

/// Applies the limits of the request's route, then those of the account.
///
/// Each route has its own bucket, even for limits that are the stage's default. REST APIs count
/// this way; AWS does not document it for WebSocket APIs.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html">Protect
///   your WebSocket APIs</a>
final class Throttles {
    private final Map<String, TokenBucket> routes;
    private final Account account;

    Throttles(WebSocketApi api, Gateway.Dependencies dependencies) {
        this.account = dependencies.account();
        this.routes =
                api.routes().values().stream()
                        .collect(
                                toUnmodifiableMap(
                                        Route::key, route -> bucket(route, dependencies)));
    }

    private static TokenBucket bucket(Route route, Gateway.Dependencies dependencies) {
        Limits limits = dependencies.limits();
        return new TokenBucket(
                route.throttle().ratePerSecond().orElse((double) limits.requestsPerSecond()),
                route.throttle().burst().orElse(limits.requestBurst()),
                dependencies.timers());
    }

    /// Whether a new connection is within the limits.
    boolean admitConnection() {
        TokenBucket connect = routes.get("$connect");
        return (connect == null || connect.take()) && account.admitsConnection();
    }

    /// Whether a message for a route is within the limits.
    ///
    /// @param routeKey empty for a message without a route
    boolean admitMessage(String routeKey) {
        TokenBucket route = routes.get(routeKey);
        return (route == null || route.take()) && account.admitsRequest();
    }

    /// Whether a request to the management API is within the limits.
    boolean admitCallback() {
        return account.admitsRequest();
    }
}
