package chat.local.gateway;

import java.time.InstantSource;

/// What all APIs of an account share: its requests a second, messages and callbacks alike, and its
/// new connections a second.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Quotas</a>
public final class Account {
    private final TokenBucket requests;
    private final TokenBucket connections;

    /// An account that has made no request yet.
    public Account(Limits limits, InstantSource clock) {
        this.requests = new TokenBucket(limits.requestsPerSecond(), limits.requestBurst(), clock);
        // AWS names no burst for connections; here it is what a second allows.
        this.connections =
                new TokenBucket(
                        limits.connectionsPerSecond(), limits.connectionsPerSecond(), clock);
    }

    /// Whether one more request is within the limits.
    boolean admitsRequest() {
        return requests.take();
    }

    /// Whether one more connection is within the limits; it is a request too.
    boolean admitsConnection() {
        return connections.take() && requests.take();
    }
}
