package chat.domain;

/// A message that is not in the log yet, so it has no number or time.
public record Draft(UserId from, ClientMessageId clientMessageId, Body.Content body) {}
