package chat.domain;

/// What is stored with an operation so that it can be finished without its sender.
///
/// @param to the other member
/// @param lastMessage the last message before the operation
public record Operation(UserId to, long lastMessage) {}
