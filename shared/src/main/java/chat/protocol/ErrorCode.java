package chat.protocol;

/// The reason of a rejection, and whether sending the same request again may help.
public enum ErrorCode {
    /// The frame is not a JSON object. A bug in the client.
    MALFORMED_FRAME("malformedFrame", false),
    /// The action does not exist. A client newer than the server, or a bug.
    UNKNOWN_ACTION("unknownAction", false),
    /// A field is missing or wrong; the message names it. A bug in the client.
    INVALID_FIELD("invalidField", false),
    /// The body is larger than its limit. Let the user shorten it.
    TOO_LARGE("tooLarge", false),
    /// No user has this id. Tell the user.
    UNKNOWN_USER("unknownUser", false),
    /// The recipient takes no messages from the sender. Tell the user.
    RECIPIENT_UNAVAILABLE("recipientUnavailable", false),
    /// The message that the request acts on is removed, or there is none. Tell the user.
    TARGET_GONE("targetGone", false),

    /// The message can no longer be edited or removed. Tell the user.
    TOO_LATE("tooLate", false),

    /// The log does not reach that far. The device's state is wrong: ask for `sync`.
    ACK_BEYOND_LOG("ackBeyondLog", false),
    /// The token expired. Connect again with a new one.
    TOKEN_EXPIRED("tokenExpired", false),
    /// The operator disabled the user. Tell the user.
    USER_DISABLED("userDisabled", false),
    /// Too many requests: send the same again after `retryAfterMs`.
    RATE_LIMITED("rateLimited", true),
    /// `sync` first, then send the same again, with `after` or `seq`.
    CONFLICT("conflict", true),
    /// A temporary failure. Send the same again, with growing waits.
    UNAVAILABLE("unavailable", true);

    private final String wireName;
    private final boolean retryable;

    ErrorCode(String wireName, boolean retryable) {
        this.wireName = wireName;
        this.retryable = retryable;
    }

    /// The code's name in `docs/protocol.md`.
    public String wireName() {
        return wireName;
    }

    /// Whether the same request may succeed later.
    public boolean retryable() {
        return retryable;
    }
}
