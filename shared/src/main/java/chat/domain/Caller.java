package chat.domain;

import java.time.Instant;

/// The sender of a request, as identified by the authorizer and never by a frame.
///
/// @param tokenExpiresAt the time from which every request is rejected
public record Caller(
        UserId user, DeviceId device, ConnectionId connection, Instant tokenExpiresAt) {}
