package chat.domain;

/// The number of messages that each member has written, up to and including an entry.
///
/// @param ofSender the messages of the entry's sender
/// @param ofOther the messages of the other member
public record Counts(long ofSender, long ofOther) {
    /// The same counts, seen from the other member.
    public Counts inverse() {
        return new Counts(/* ofSender= */ ofOther, /* ofOther= */ ofSender);
    }
}
