package chat.domain;

/// An entry that is not in the log yet, so it has no number or time.
///
/// @param to the other member
/// @param target the entry that this one refers to; [Entry#NO_TARGET] for none
public record Draft(
        UserId from, UserId to, ClientMessageId clientMessageId, long target, Body.Content body) {
    /// Whether the draft is an operation that needs its target: anything but a message.
    public boolean isOperation() {
        return !body.kind().isMessage();
    }
}
