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

    /// Gives the number to a user and takes it from whoever had it before `at`. May be repeated: a
    /// crash in between leaves the number with the one who verified it last.
    ///
    /// @param at when the user proved to have it
    void claim(UserId user, ContactNumber number, Instant at);
}
