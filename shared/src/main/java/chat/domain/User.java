package chat.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A person who has connected at least once.
///
/// @param name the name in the first token that had one, until the user sets another
/// @param contactNumber verified by the identity provider, never set by a client; belongs to at
///   most one user, the one who verified it last
/// @param enabled false while the operator has disabled the user
/// @param lastClaim the last number that a token claimed and that differed from the one before;
///   empty if no token had a number
/// @param devices the known devices, at most [#DEVICES_MAX]
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
    /// The maximum number of known devices. A conversation's row has room for one cursor each. A
    /// new device replaces the one last seen longest ago.
    public static final int DEVICES_MAX = 8;

    /// A claim of a contact number by a token.
    ///
    /// @param unsettledSince when the number was verified; empty once its former holders have lost
    ///   it
    public record Claim(ContactNumber number, Optional<Instant> unsettledSince) {}

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
