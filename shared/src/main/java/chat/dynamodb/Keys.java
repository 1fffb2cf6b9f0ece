package chat.dynamodb;

/// The names of key attributes and of attributes that several tables share. An attribute of only
/// one kind of item is declared in that item's class.
final class Keys {
    static final String USER_ID = "userId";
    static final String CONNECTION_ID = "connectionId";
    static final String CONVERSATION_ID = "conversationId";
    static final String SEQ = "seq";
    static final String PEER = "peer";
    static final String ACTIVE_DAY = "activeDay";
    static final String CONTACT_NUMBER = "contactNumber";
    static final String WATCHED_USER_ID = "watchedUserId";
    static final String BUCKET = "bucket";
    static final String BLOCK = "block";

    /// When an item expires, in milliseconds.
    static final String EXPIRES_AT = "expiresAt";

    /// When DynamoDB may delete an item, in seconds: time to live.
    static final String EXPIRES_AT_SECONDS = "expiresAtSeconds";

    /// The condition that a user's item exists, because an update must not create one.
    static final String EXISTS = "attribute_exists(" + USER_ID + ")";

    /// The condition that a number of a log is not taken.
    static final String IS_FREE = "attribute_not_exists(" + SEQ + ")";

    private Keys() {}
}
