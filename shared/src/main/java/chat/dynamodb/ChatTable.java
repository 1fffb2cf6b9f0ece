package chat.dynamodb;

import java.util.List;
import java.util.Optional;

/// The tables: their keys, indexes, expiry and streams. The adapters, the CDK stack and the tests
/// all read this declaration.
///
/// @see <a href="package-summary.html">The items of the tables</a>
public enum ChatTable {
    /// One item per user, and one more per contact number in the sparse index.
    USERS(
            "Users",
            new Schema(text(Keys.USER_ID))
                    .with(new GlobalIndex("byContactNumber", text(Keys.CONTACT_NUMBER)))),

    /// One item per open connection. Its stream drives delivery.
    CONNECTIONS(
            "Connections",
            new Schema(text(Keys.USER_ID), text(Keys.CONNECTION_ID))
                    .expiring(Keys.EXPIRES_AT_SECONDS)
                    .streamed()),

    /// The log: one item per entry. Its stream finishes operations and builds the blocks of texts.
    MESSAGES("Messages", new Schema(text(Keys.CONVERSATION_ID), number(Keys.SEQ)).streamed()),

    /// One row per member of a conversation.
    CONVERSATIONS(
            "Conversations",
            new Schema(text(Keys.USER_ID), text(Keys.PEER))
                    .with(new LocalIndex("byActiveDay", number(Keys.ACTIVE_DAY)))),

    /// The messages that users have hidden from their own devices: one item per 1,000 entries of a
    /// conversation in which a user has hidden any.
    HIDDEN("Hidden", new Schema(text(Keys.USER_ID), text(Keys.BLOCK))),

    /// The texts of 64 entries of a log each, for search.
    TEXT_BLOCKS("TextBlocks", new Schema(text(Keys.CONVERSATION_ID), number(Keys.BLOCK))),

    /// One item per user and connection that subscribes to the user's presence.
    PRESENCE_SUBSCRIPTIONS(
            "PresenceSubscriptions",
            new Schema(text(Keys.WATCHED_USER_ID), text(Keys.CONNECTION_ID))
                    .expiring(Keys.EXPIRES_AT_SECONDS)),

    /// One item per token bucket of a limit, while it is not full.
    RATES("Rates", new Schema(text(Keys.BUCKET)).expiring(Keys.EXPIRES_AT_SECONDS));

    private final String logicalName;
    private final Schema schema;

    ChatTable(String logicalName, Schema schema) {
        this.logicalName = logicalName;
        this.schema = schema;
    }

    /// The table's logical name, such as `Users`. The deployment chooses the physical name.
    public String logicalName() {
        return logicalName;
    }

    /// The environment variable that holds the physical name, such as `USERS_TABLE`.
    public String variable() {
        return name() + "_TABLE";
    }

    /// Keys, indexes, expiry and stream.
    public Schema schema() {
        return schema;
    }

    private static Key text(String name) {
        return new Key(name, false);
    }

    private static Key number(String name) {
        return new Key(name, true);
    }

    /// A key attribute.
    ///
    /// @param numeric type `N`; otherwise `S`
    public record Key(String name, boolean numeric) {}

    /// A local index of keys only: another sort key in the same partition, strongly consistent.
    public record LocalIndex(String name, Key sortKey) {}

    /// A global index of keys only. It is sparse: it omits items without the attribute.
    public record GlobalIndex(String name, Key partitionKey) {}

    /// The layout of a table.
    ///
    /// @param expiryAttribute the time-to-live attribute, in epoch seconds
    /// @param hasStream whether changes are streamed, with old and new images
    public record Schema(
            Key partitionKey,
            Optional<Key> sortKey,
            List<LocalIndex> localIndexes,
            List<GlobalIndex> globalIndexes,
            Optional<String> expiryAttribute,
            boolean hasStream) {
        Schema(Key partitionKey) {
            this(partitionKey, Optional.empty(), List.of(), List.of(), Optional.empty(), false);
        }

        Schema(Key partitionKey, Key sortKey) {
            this(partitionKey, Optional.of(sortKey), List.of(), List.of(), Optional.empty(), false);
        }

        Schema with(LocalIndex index) {
            return new Schema(
                    partitionKey,
                    sortKey,
                    List.of(index),
                    globalIndexes,
                    expiryAttribute,
                    hasStream);
        }

        Schema with(GlobalIndex index) {
            return new Schema(
                    partitionKey,
                    sortKey,
                    localIndexes,
                    List.of(index),
                    expiryAttribute,
                    hasStream);
        }

        Schema expiring(String attribute) {
            return new Schema(
                    partitionKey,
                    sortKey,
                    localIndexes,
                    globalIndexes,
                    Optional.of(attribute),
                    hasStream);
        }

        Schema streamed() {
            return new Schema(
                    partitionKey, sortKey, localIndexes, globalIndexes, expiryAttribute, true);
        }
    }
}
