package chat.local.gateway;

import java.time.Duration;

/// The quotas of a WebSocket API.
///
/// @param frameBytesMax a larger frame from a client closes the connection with 1009
/// @param messageBytesMax the same for a message of several frames; a larger post gets 413
/// @param idleTimeout time without a message in either direction, after which the connection is
///   closed with 1001
/// @param connectionLifetime time after which the connection is closed with 1001 in any case
/// @param integrationTimeout time limit for an integration
/// @param requestsPerSecond limit of the account, for messages, connections and callbacks together
/// @param requestBurst number of requests allowed at once
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
    /// AWS's default quotas. Only the requests per second can be raised.
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

    /// These limits with a raised quota of requests. AWS chooses the burst; here it is raised in
    /// proportion.
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
