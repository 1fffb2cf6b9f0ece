package chat.protocol;

import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.util.Optional;

/// A request that can be rejected. The rejection repeats the request's id and names its
/// conversation and message.
public interface Rejectable {
    /// The id that the reply repeats, if the client gave one.
    Optional<String> requestId();

    /// Adds the conversation and the message of this request to a rejection.
    default Rejected subject(Rejected rejected) {
        return rejected;
    }

    /// Rejects this request.
    default Rejected reject(ErrorCode code, String message) {
        return subject(Rejected.of(requestId(), code, message));
    }

    /// Rejects this request because there were too many.
    default Rejected rateLimited(String message, Duration retryAfter) {
        return subject(Rejected.rateLimited(requestId(), message, retryAfter));
    }

    /// Rejects this request because it lost against concurrent ones.
    default Rejected conflict(String message, Duration retryAfter) {
        return subject(Rejected.conflict(requestId(), message, retryAfter));
    }

    /// Rejects this request if a field names the caller: users cannot have a conversation with
    /// themselves.
    ///
    /// @param field the field that contains `named`
    default Optional<Rejected> rejectSelf(UserId caller, String field, UserId named) {
        return named.equals(caller)
                ? Optional.of(reject(ErrorCode.INVALID_FIELD, field + " must be another user"))
                : Optional.empty();
    }
}
