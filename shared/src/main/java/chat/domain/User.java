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
/// @param lastClaim the number of the last token that had another than the one before; empty if
///   none ever had one
/// @param devices those known, at most [#DEVICES_MAX]
public record User(
        UserId id,
        Optional<Name> name,
        Optional<ContactNumber> contactNumber,
        Instant joinedAt,
        Instant lastActiveAt,
        boolean enabled,
        Privacy privacy,
        Map<DeviceId, Device> devices,
        Optional<Claim> lastClaim) {
    /// A row has room for the cursors of this many; the one seen longest ago gives way.
    public static final int DEVICES_MAX = 8;

    /// A claim of a contact number by a token.
    ///
    /// @param unsettledSince when the number was verified, until those who had it before have given
    ///   it up; empty from then on
    public record Claim(ContactNumber number, Optional<Instant> unsettledSince) {}

    /// A user none of whose tokens has had a number.
    public User(
            UserId id,
            Optional<Name> name,
            Optional<ContactNumber> contactNumber,
            Instant joinedAt,
            Instant lastActiveAt,
            boolean enabled,
            Privacy privacy,
            Map<DeviceId, Device> devices) {
        this(
                id,
                name,
                contactNumber,
                joinedAt,
                lastActiveAt,
                enabled,
                privacy,
                devices,
                Optional.empty());
    }

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
