package chat.domain;

import java.time.Instant;
import java.util.Optional;

/// A user's profile as shown to one viewer.
///
/// @param own the part that only the user sees; empty for other viewers
public record Profile(UserId user, Optional<Name> name, Instant joinedAt, Optional<Own> own) {
    /// The part of a profile that only the user sees.
    public record Own(Optional<ContactNumber> contactNumber, Privacy privacy) {}

    /// The profile as others see it.
    public static Profile of(User user) {
        return new Profile(user.id(), user.name(), user.joinedAt(), Optional.empty());
    }

    /// The profile as the user sees it.
    public static Profile own(User user) {
        var own = new Own(user.contactNumber(), user.privacy());
        return new Profile(user.id(), user.name(), user.joinedAt(), Optional.of(own));
    }

    /// A change of a profile. Empty fields stay as they are.
    public record Change(Optional<Name> name, Privacy.Change privacy) {}
}
