package chat.port;

import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The users, as they are shown to others and to themselves.
public interface Profiles {
    /// Those of the users who exist, strongly consistent, in no particular order.
    List<User> find(Collection<UserId> ids);

    /// One user at half the cost: what was written in the last second may be missing.
    Optional<User> findEventual(UserId id);

    /// Whether the user hides read receipts. As old as [#findEventual].
    default boolean hidesReadReceipts(UserId id) {
        return findEventual(id).filter(user -> !user.privacy().readReceipts()).isPresent();
    }

    /// Changes what the user has set.
    ///
    /// @return the user as it stands now; empty if the user is disabled: nothing was written
    Optional<User> change(UserId id, Profile.Change change);
}
