package chat.local.gateway;

import java.time.Duration;

/// The quotas of a WebSocket API.
///
/// @param frameBytesMax a client's larger frame closes the connection with 1009
/// @param messageBytesMax likewise for a message of several frames; a larger post is answered 413
/// @param idleTimeout without a message in either direction the connection is closed with 1001
/// @param connectionLifetime after this the connection is closed with 1001 in any case
/// @param integrationTimeout an integration that takes longer is given up
/// @param requestsPerSecond of the account: messages, connections and callbacks together
/// @param requestBurst how many of them may come at once
/// @param connectionsPerSecond new connections of the account
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">Quotas</a>
public record Limits(
        int frameBytesMax,
        int messageBytesMax,
        Duration idleTimeout,
        Duration connectionLifetime,
        Duration integrationTimeout,
        int requestsPerSecond,
        int requestBurst,
        int connectionsPerSecond) {
    /// What AWS sets. Only what an account may have a second can be raised.
    public static final Limits AWS =
            new Limits(
                    32 * 1024,
                    128 * 1024,
                    Duration.ofMinutes(10),
                    Duration.ofHours(2),
                    Duration.ofSeconds(29),
                    10_000,
                    5_000,
                    500);

    /// The same of an account whose quota of requests was raised; AWS sets the burst with it, here
    /// in proportion.
    public Limits withRequestsPerSecond(int raised) {
        long burst = Math.ceilDiv((long) raised * requestBurst, requestsPerSecond);
        return new Limits(
                frameBytesMax,
                messageBytesMax,
                idleTimeout,
                connectionLifetime,
                integrationTimeout,
                raised,
                Math.toIntExact(burst),
                connectionsPerSecond);
    }
}
