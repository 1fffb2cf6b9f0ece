package chat.local.data;

/// Ends every shard and begins a child of it, which DynamoDB Local does by itself after four hours.
public final class Rollover {
    private Rollover() {}

    /// Ends every open shard now.
    public static void trigger(Backend backend) {
        backend.dynamoDb().local().triggerShardRollovers();
    }
}
