package chat.port;

import chat.domain.ContactNumber;
import chat.domain.User;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// The holders of contact numbers. A number has at most one holder: the user who verified it last.
public interface ContactNumbers {
    /// The holder of the number. Eventually consistent: may miss writes of the last second.
    Optional<User> holder(ContactNumber number);

    /// Gives the number to a user and takes it from users who verified it before `at`. The write of
    /// the number also records the [User.Claim] as unsettled, until [#settle] has run. Does nothing
    /// if the user has verified another number later.
    ///
    /// @param at when the user verified the number
    void claim(UserId user, ContactNumber number, Instant at);

    /// Takes the number from users who verified it before `at`, then records that the user's claim
    /// is settled. May be repeated: does not undo a later claim by another user.
    ///
    /// @param at when the user verified the number
    void settle(UserId user, ContactNumber number, Instant at);
}
