package chat.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A person who has connected at least once.
///
/// @param name of the token that first had one, until the user sets another
/// @param contactNumber verified by the identity provider, never set by a client; the number of at
///   most one user, of the one who verified it last
/// @param enabled false while the operator keeps the user out
/// @param devices those known, at most [#DEVICES_MAX]
public record User(
        UserId id,
        Optional<Name> name,
        Optional<ContactNumber> contactNumber,
        Instant joinedAt,
        Instant lastActiveAt,
        boolean enabled,
        Privacy privacy,
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
