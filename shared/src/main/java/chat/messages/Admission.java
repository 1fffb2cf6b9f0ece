package chat.messages;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Users;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides whether a message or an operation may be sent: checks the rate limits, whether the
/// recipient exists, and the rules for the target.
public final class Admission {
    private final Users users;
    private final RateLimits limits;
    private final OperationRules rules;

    public Admission(Users users, RateLimits limits, OperationRules rules) {
        this.users = users;
        this.limits = limits;
        this.rules = rules;
    }

    /// Counts a message. This comes before any read.
    public Optional<Rejected> toSend(Caller caller, ClientFrame.SendMessage frame, Instant now) {
        String user = caller.user().value();
        String pair = user + ">" + ConversationId.of(caller.user(), frame.to()).value();
        return limits.take(Limit.MESSAGES, user, now)
                .or(() -> limits.take(Limit.MESSAGES_TO_PEER, pair, now))
                .or(
                        () ->
                                frame.body() instanceof Body.Reaction
                                        ? limits.take(Limit.REACTIONS, user, now)
                                        : Optional.empty())
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

    /// Checks an operation against its target.
    ///
    /// @param target the entry as it is; empty if there is none
    public Optional<Rejected> toOperate(
            ClientFrame.SendMessage frame, UserId caller, Optional<Entry> target, Instant now) {
        if (target.filter(entry -> entry.kind().isMessage()).isEmpty()) {
            return Optional.of(frame.reject(ErrorCode.TARGET_GONE, "target is not a message"));
        }
        Entry message = target.get();
        boolean changes = !(frame.body() instanceof Body.Reaction);
        if (changes && !message.from().equals(caller)) {
            return Optional.of(
                    frame.reject(ErrorCode.INVALID_FIELD, "target must be your own message"));
        }
        if (message.fold().isRemoved() || message.body().isEmpty()) {
            return Optional.of(targetRemoved(frame));
        }
        return tooLate(frame.body(), message, now)
                .map(reason -> frame.reject(ErrorCode.TOO_LATE, reason));
    }

    /// The answer to an operation on a removed message.
    static Rejected targetRemoved(ClientFrame.SendMessage frame) {
        return frame.reject(ErrorCode.TARGET_GONE, "target was removed");
    }

    private Optional<String> tooLate(Body.Content body, Entry message, Instant now) {
        return switch (body) {
            case Body.Edit _ when isOver(rules.editWindowMinutes(), message, now) ->
                    Optional.of("the message can no longer be edited");
            case Body.Edit _ when message.fold().edits().size() >= rules.editsMax() ->
                    Optional.of("the message was edited too often");
            case Body.Remove() when isOver(rules.removeWindowMinutes(), message, now) ->
                    Optional.of("the message can no longer be removed");
            case Body.Edit _, Body.Remove _, Body.Reaction _, Body.Text _ -> Optional.empty();
        };
    }

    private static boolean isOver(int minutes, Entry message, Instant now) {
        return minutes != OperationRules.ALWAYS
                && (minutes == OperationRules.NEVER
                        || now.isAfter(message.sentAt().plus(Duration.ofMinutes(minutes))));
    }
}
