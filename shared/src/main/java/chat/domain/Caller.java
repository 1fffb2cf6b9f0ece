package chat.domain;

import java.time.Instant;

/// Who sent a request: what the authorizer vouched for, never what a frame says.
///
/// @param tokenExpiresAt from then on every request is rejected
public record Caller(
        UserId user, DeviceId device, ConnectionId connection, Instant tokenExpiresAt) {}
