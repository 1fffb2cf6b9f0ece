package chat.domain;

/// A message before it is in the log: no number, no time yet.
public record Draft(UserId from, ClientMessageId clientMessageId, Body.Content body) {}
