package chat.local.data;

import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import java.util.Map;

/// Ends every shard and begins a child of it, which DynamoDB Local does by itself after four hours.
public final class Rollover {
    private Rollover() {}

    /// Does so now. By reflection: DynamoDB Local has no public way when it serves HTTP.
    public static void trigger(Backend backend) throws ReflectiveOperationException {
        var dynamoDb = Backend.class.getDeclaredField("dynamoDb");
        dynamoDb.setAccessible(true);
        var databases = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
        databases.setAccessible(true);
        for (Object database : ((Map<?, ?>) databases.get(dynamoDb.get(backend))).values()) {
            ((AmazonDynamoDBLocal) database).triggerShardRollovers();
        }
    }
}
