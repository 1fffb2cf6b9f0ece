package chat.domain;

/// How many messages each member has written, up to and with an entry.
///
/// @param ofSender those of the entry's own sender
/// @param ofOther those of the other member
public record Counts(long ofSender, long ofOther) {}
