package chat.domain;

/// A message before it is in the log, without number and time.
public record Draft(UserId from, ClientMessageId clientMessageId, Body.Content body) {}
