package chat.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A person who has connected at least once.
///
/// @param contactNumber verified by the identity provider, never set by a client
/// @param enabled false while the operator keeps the user out
/// @param devices those known, at most [#DEVICES_MAX]
public record User(
        UserId id,
        Optional<String> name,
        Optional<String> contactNumber,
        Instant joinedAt,
        Instant lastActiveAt,
        boolean enabled,
        Map<DeviceId, Device> devices) {
    /// A row has room for the cursors of this many; the one seen longest ago gives way.
    public static final int DEVICES_MAX = 8;

    /// When a device was first and last seen.
    public record Device(Instant firstSeenAt, Instant lastSeenAt) {}

    public User {
        devices = Map.copyOf(devices);
    }

    @Override
    public String toString() {
        return "User[" + id.value() + "]";
    }
}
