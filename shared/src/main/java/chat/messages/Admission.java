package chat.messages;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Users;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame.Rejected;

import java.time.Instant;
import java.util.Optional;

/// Decides whether a message may be sent: checks the rate limits and whether the recipient exists.
public final class Admission {
    private final Users users;
    private final RateLimits limits;

    public Admission(Users users, RateLimits limits) {
        this.users = users;
        this.limits = limits;
    }

    /// Counts a message. This comes before any read.
    public Optional<Rejected> toSend(Caller caller, ClientFrame.SendMessage frame, Instant now) {
        String user = caller.user().value();
        String pair = user + ">" + ConversationId.of(caller.user(), frame.to()).value();
        return limits.take(Limit.MESSAGES, user, now)
                .or(() -> limits.take(Limit.MESSAGES_TO_PEER, pair, now))
                .map(wait -> frame.rateLimited("too many messages", wait));
    }

    /// Counts a conversation that the message would start, before it looks for the recipient, so
    /// that the rate limit also applies to clients that test which users exist.
    public Optional<Rejected> toBegin(Caller caller, ClientFrame.SendMessage frame, Instant now) {
        Optional<Rejected> tooMuch =
                limits.take(Limit.NEW_CONVERSATIONS, caller.user().value(), now)
                        .map(wait -> frame.rateLimited("too many new conversations", wait));
        if (tooMuch.isPresent() || users.find(frame.to()).isPresent()) {
            return tooMuch;
        }
        return Optional.of(frame.reject(ErrorCode.UNKNOWN_USER, "to is not a known user"));
    }
}
