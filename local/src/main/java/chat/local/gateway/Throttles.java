package chat.local.gateway;

import static java.util.stream.Collectors.toUnmodifiableMap;

import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Route;

import java.util.Map;

/// Holds requests against the limits of their route, then of the account.
///
/// Each route has a bucket of its own, also where the limits are the stage's default ones. That is
/// how REST APIs count; for WebSocket APIs AWS does not say.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html">Protect
///   your WebSocket APIs</a>
final class Throttles {
    private final Map<String, TokenBucket> routes;
    private final Account account;

    Throttles(WebSocketApi api, Gateway.Surroundings surroundings) {
        this.account = surroundings.account();
        this.routes =
                api.routes().values().stream()
                        .collect(
                                toUnmodifiableMap(
                                        Route::key, route -> bucket(route, surroundings)));
    }

    private static TokenBucket bucket(Route route, Gateway.Surroundings surroundings) {
        Limits limits = surroundings.limits();
        return new TokenBucket(
                route.throttle().ratePerSecond().orElse((double) limits.requestsPerSecond()),
                route.throttle().burst().orElse(limits.requestBurst()),
                surroundings.timers());
    }

    /// Whether a client may connect now.
    boolean admitConnection() {
        TokenBucket connect = routes.get("$connect");
        return (connect == null || connect.take()) && account.admitsConnection();
    }

    /// Whether a message for a route may go to it now.
    ///
    /// @param routeKey empty for a message that no route takes
    boolean admitMessage(String routeKey) {
        TokenBucket route = routes.get(routeKey);
        return (route == null || route.take()) && account.admitsRequest();
    }

    /// Whether a request to the management API may go on now.
    boolean admitCallback() {
        return account.admitsRequest();
    }
}
