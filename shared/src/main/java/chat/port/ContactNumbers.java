package chat.port;

import chat.domain.ContactNumber;
import chat.domain.User;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// Whose a contact number is: at most one user's, the one's who verified it last.
public interface ContactNumbers {
    /// Who has the number. May miss what was written in the last second.
    Optional<User> holder(ContactNumber number);

    /// Gives the number to a user and takes it from whoever had it before `at`. In the same write
    /// as the number it notes the [User.Claim], unsettled; [#settle] ends it. Does nothing if the
    /// user has verified another number later.
    ///
    /// @param at when the user proved to have it
    void claim(UserId user, ContactNumber number, Instant at);

    /// Takes the number from whoever had it before `at`, and notes that the user's claim is
    /// settled. May be repeated: a later claim of somebody else stays.
    ///
    /// @param at when the user proved to have it
    void settle(UserId user, ContactNumber number, Instant at);
}
