package chat.domain;

/// The data stored with an operation so that any function can complete it without its sender.
///
/// @param to the other member
/// @param lastMessage the last message before the operation
public record Operation(UserId to, long lastMessage) {}
