package chat.local.gateway;

import java.time.InstantSource;

/// The limits that all APIs of an account share: requests per second, messages and callbacks
/// together, and new connections per second.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Quotas</a>
public final class Account {
    private final TokenBucket requests;
    private final TokenBucket connections;

    /// Creates an account without any requests yet.
    public Account(Limits limits, InstantSource clock) {
        this.requests = new TokenBucket(limits.requestsPerSecond(), limits.requestBurst(), clock);
        // AWS documents no burst for connections; here it equals the rate per second.
        this.connections =
                new TokenBucket(
                        limits.connectionsPerSecond(), limits.connectionsPerSecond(), clock);
    }

    /// Whether another request is within the limits.
    boolean admitsRequest() {
        return requests.take();
    }

    /// Whether another connection is within the limits; it also counts as a request.
    boolean admitsConnection() {
        return connections.take() && requests.take();
    }
}
