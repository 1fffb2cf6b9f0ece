package chat.protocol;

import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.util.Optional;

/// A request that can be rejected: the rejection repeats its id and names what it is about.
public interface Rejectable {
    /// What the reply repeats, if the client asked for that.
    Optional<String> requestId();

    /// Names the conversation and the message that the frame is about in a rejection of it.
    default Rejected subject(Rejected rejected) {
        return rejected;
    }

    /// The rejection of this frame.
    default Rejected reject(ErrorCode code, String message) {
        return subject(Rejected.of(requestId(), code, message));
    }

    /// The rejection of this frame as one too many.
    default Rejected rateLimited(String message, Duration retryAfter) {
        return subject(Rejected.rateLimited(requestId(), message, retryAfter));
    }

    /// The rejection of a frame in which the caller names itself: nobody has a conversation with
    /// oneself.
    ///
    /// @param field the field that names a user
    default Optional<Rejected> rejectSelf(UserId caller, String field, UserId named) {
        return named.equals(caller)
                ? Optional.of(reject(ErrorCode.INVALID_FIELD, field + " must be another user"))
                : Optional.empty();
    }
}
