package chat.domain;

/// The id of two users' conversation: the same for both, of fixed length, URL-safe. The server
/// always derives it from the caller, so a client cannot name a conversation of other users.
public record ConversationId(String value) {
    /// Derives the id from the two members, in either order.
    ///
    /// @throws InvalidValueException if both are the same user
    public static ConversationId of(UserId one, UserId other) {
        if (one.equals(other)) {
            throw new InvalidValueException("must be another user than yourself");
        }
        boolean inOrder = one.compareTo(other) < 0;
        UserId first = inOrder ? one : other;
        UserId second = inOrder ? other : one;
        return new ConversationId(
                new Hashes().text(first.value()).text(second.value()).hash().base64Url());
    }
}
