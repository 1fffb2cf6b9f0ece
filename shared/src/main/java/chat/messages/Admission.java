package chat.messages;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Users;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a message may be sent: not too many, and to somebody who exists.
public final class Admission {
    private final Users users;
    private final RateLimits limits;

    public Admission(Users users, RateLimits limits) {
        this.users = users;
        this.limits = limits;
    }

    /// Counts a message, before anything is read for it.
    public Optional<Rejected> toSend(Caller caller, ClientFrame.SendMessage frame, Instant now) {
        String user = caller.user().value();
        String pair = user + ">" + ConversationId.of(caller.user(), frame.to()).value();
        return limits.take(Limit.MESSAGES, user, now)
                .or(() -> limits.take(Limit.MESSAGES_TO_PEER, pair, now))
                .map(wait -> tooMuch(frame, "too many messages", wait));
    }

    /// Counts a conversation that the message would begin. Counted before the recipient is looked
    /// for, so that nobody can find out by it who exists.
    public Optional<Rejected> toBegin(Caller caller, ClientFrame.SendMessage frame, Instant now) {
        Optional<Rejected> tooMuch =
                limits.take(Limit.NEW_CONVERSATIONS, caller.user().value(), now)
                        .map(wait -> tooMuch(frame, "too many new conversations", wait));
        if (tooMuch.isPresent() || users.find(frame.to()).isPresent()) {
            return tooMuch;
        }
        return Optional.of(
                about(
                        frame,
                        Rejected.of(
                                frame.requestId(),
                                ErrorCode.UNKNOWN_USER,
                                "to is not a user here")));
    }

    private static Rejected tooMuch(
            ClientFrame.SendMessage frame, String message, Duration retryAfter) {
        return about(frame, Rejected.rateLimited(frame.requestId(), message, retryAfter));
    }

    private static Rejected about(ClientFrame.SendMessage frame, Rejected rejected) {
        return rejected.about(frame.to()).about(frame.clientMessageId());
    }
}
