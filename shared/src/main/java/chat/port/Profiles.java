package chat.port;

import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The operations on users that profiles need.
public interface Profiles {
    /// The existing users among these ids, strongly consistent, in no particular order.
    List<User> find(Collection<UserId> ids);

    /// One user, eventually consistent, at half the cost: the last second's writes may be missing.
    Optional<User> findEventual(UserId id);

    /// Whether the user hides read receipts. Eventually consistent, like [#findEventual].
    default boolean hidesReadReceipts(UserId id) {
        return findEventual(id).filter(user -> !user.privacy().readReceipts()).isPresent();
    }

    /// Changes the user's own data.
    ///
    /// @return the updated user; empty if the user is disabled, in which case nothing was written
    Optional<User> change(UserId id, Profile.Change change);
}
