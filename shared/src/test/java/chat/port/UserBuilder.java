package chat.port;

import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.User;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Builds a user from another one by naming the parts that differ.
public final class UserBuilder {
    private final UserId id;
    private Optional<Name> name;
    private Optional<ContactNumber> contactNumber;
    private Instant joinedAt;
    private Instant lastActiveAt;
    private boolean enabled;
    private Privacy privacy;
    private Map<DeviceId, User.Device> devices;
    private Optional<User.Claim> lastClaim;

    private UserBuilder(User user) {
        id = user.id();
        name = user.name();
        contactNumber = user.contactNumber();
        joinedAt = user.joinedAt();
        lastActiveAt = user.lastActiveAt();
        enabled = user.enabled();
        privacy = user.privacy();
        devices = user.devices();
        lastClaim = user.lastClaim();
    }

    /// Begins with a user who joined at [Samples#NOON]: without name, number and devices, and open
    /// to everyone.
    public static UserBuilder user(UserId id) {
        return from(
                new User(
                        id,
                        Optional.empty(),
                        Optional.empty(),
                        Samples.NOON,
                        Samples.NOON,
                        true,
                        Privacy.OPEN,
                        Map.of(),
                        Optional.empty()));
    }

    /// Begins with a copy of a user.
    public static UserBuilder from(User user) {
        return new UserBuilder(user);
    }

    public UserBuilder name(Name value) {
        name = Optional.of(value);
        return this;
    }

    public UserBuilder name(String value) {
        return name(new Name(value));
    }

    public UserBuilder contactNumber(ContactNumber value) {
        contactNumber = Optional.of(value);
        return this;
    }

    public UserBuilder withoutContactNumber() {
        contactNumber = Optional.empty();
        return this;
    }

    public UserBuilder joinedAt(Instant value) {
        joinedAt = value;
        return this;
    }

    public UserBuilder lastActiveAt(Instant value) {
        lastActiveAt = value;
        return this;
    }

    public UserBuilder enabled(boolean value) {
        enabled = value;
        return this;
    }

    public UserBuilder privacy(Privacy value) {
        privacy = value;
        return this;
    }

    public UserBuilder devices(Map<DeviceId, User.Device> value) {
        devices = value;
        return this;
    }

    public UserBuilder lastClaim(User.Claim value) {
        lastClaim = Optional.of(value);
        return this;
    }

    public User build() {
        return new User(
                id,
                name,
                contactNumber,
                joinedAt,
                lastActiveAt,
                enabled,
                privacy,
                devices,
                lastClaim);
    }
}
