package chat.infra;

import software.amazon.awscdk.services.dynamodb.TableEncryption;

import java.util.OptionalInt;

/// The choices about the tables.
///
/// @param destroyed whether destroying the stack destroys tables and users
/// @param encryption with whose key the tables are encrypted
/// @param warmMessagesPerSecond messages a second that new tables take at once; empty for
///   DynamoDB's default
record DataSettings(
        boolean destroyed, TableEncryption encryption, OptionalInt warmMessagesPerSecond) {
    /// A new table takes 4,000 writes a second, which 1,000 messages use up.
    private static final int WARM_MIN = 1_000;

    /// A table takes 40,000 writes a second, unless the account's quota was raised.
    private static final int WARM_MAX = 100_000;

    /// Reads `removal`, `tableKey` and `warmMessagesPerSecond`.
    static DataSettings of(Context context) {
        return new DataSettings(
                context.oneOf("removal", "retain", "destroy").equals("destroy"),
                context.oneOf("tableKey", "owned", "managed").equals("owned")
                        ? TableEncryption.DEFAULT
                        : TableEncryption.AWS_MANAGED,
                context.integer("warmMessagesPerSecond", WARM_MIN, WARM_MAX));
    }
}
