package chat.domain;

import java.time.Instant;
import java.util.Optional;

/// What is shown of a user.
///
/// @param own what only the user is shown; empty for everybody else
public record Profile(UserId user, Optional<Name> name, Instant joinedAt, Optional<Own> own) {
    /// What nobody else sees.
    public record Own(Optional<ContactNumber> contactNumber, Privacy privacy) {}

    /// What others see of a user.
    public static Profile of(User user) {
        return new Profile(user.id(), user.name(), user.joinedAt(), Optional.empty());
    }

    /// What the user sees.
    public static Profile own(User user) {
        var own = new Own(user.contactNumber(), user.privacy());
        return new Profile(user.id(), user.name(), user.joinedAt(), Optional.of(own));
    }

    /// A change of some of it; what is empty stays.
    public record Change(Optional<Name> name, Privacy.Change privacy) {}
}
