package chat.port;

import chat.domain.DeviceId;
import chat.domain.User;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The users who have connected at least once. Every read is strongly consistent.
public interface Users {
    /// One user.
    Optional<User> find(UserId id);

    /// Stores a new user.
    ///
    /// @return false if the user exists, in which case nothing was written
    boolean add(User user);

    /// Replaces the devices of a user.
    ///
    /// @param seen the devices as the caller has read them
    /// @return false if they have changed since, in which case nothing was written
    boolean replaceDevices(
            UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices);

    /// Moves the time of last activity forward, if there is such a user.
    void recordActivity(UserId id, Instant at);

    /// Enables or disables the user.
    ///
    /// @return false if there is no such user
    boolean enable(UserId id, boolean enabled);
}
