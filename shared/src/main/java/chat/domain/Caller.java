package chat.domain;

import java.time.Instant;

/// The sender of a request, as the authorizer established it, never as a frame claims.
///
/// @param tokenExpiresAt the time from which every request is rejected
public record Caller(
        UserId user, DeviceId device, ConnectionId connection, Instant tokenExpiresAt) {}
