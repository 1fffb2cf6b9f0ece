package chat.port;

import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The users, as profiles use them.
public interface Profiles {
    /// The users with these ids who exist, strongly consistent, in no particular order.
    List<User> find(Collection<UserId> ids);

    /// One user, eventually consistent, at half the cost: the last second's writes may be missing.
    Optional<User> findEventual(UserId id);

    /// Whether the user hides read receipts. Eventually consistent, like [#findEventual].
    default boolean hidesReadReceipts(UserId id) {
        return findEventual(id).filter(user -> !user.privacy().readReceipts()).isPresent();
    }

    /// Changes the user's own data.
    ///
    /// @return the updated user; empty if the user is disabled, and nothing was written
    Optional<User> change(UserId id, Profile.Change change);
}
