package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.PresenceSubscriptions;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.List;
import java.util.Map;

/// The presence subscriptions in the PresenceSubscriptions table.
public final class DynamoDbPresenceSubscriptions implements PresenceSubscriptions {
    private static final String WATCHER = "watcher";

    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the PresenceSubscriptions table's physical name
    public DynamoDbPresenceSubscriptions(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public void add(Subscription subscription) {
        var end = subscription.expiresAt();
        dynamoDb.putItem(
                put ->
                        put.tableName(table)
                                .item(
                                        Map.of(
                                                Keys.WATCHED_USER_ID,
                                                text(subscription.watched().value()),
                                                Keys.CONNECTION_ID,
                                                text(subscription.connection().value()),
                                                WATCHER,
                                                text(subscription.watcher().value()),
                                                Keys.EXPIRES_AT,
                                                millis(end),
                                                Keys.EXPIRES_AT_SECONDS,
                                                number(end.getEpochSecond() + 1))));
    }

    @Override
    public void remove(UserId watched, ConnectionId connection) {
        dynamoDb.deleteItem(
                delete ->
                        delete.tableName(table)
                                .key(
                                        Map.of(
                                                Keys.WATCHED_USER_ID, text(watched.value()),
                                                Keys.CONNECTION_ID, text(connection.value()))));
    }

    @Override
    public List<Subscription> of(UserId watched) {
        var query =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(Keys.WATCHED_USER_ID + " = :user")
                        .expressionAttributeValues(Map.of(":user", text(watched.value())));
        return Pages.read(dynamoDb, query).stream()
                .map(DynamoDbPresenceSubscriptions::read)
                .toList();
    }

    private static Subscription read(Map<String, AttributeValue> item) {
        return new Subscription(
                new UserId(text(item, Keys.WATCHED_USER_ID)),
                new ConnectionId(text(item, Keys.CONNECTION_ID)),
                new UserId(text(item, WATCHER)),
                millis(item, Keys.EXPIRES_AT));
    }
}
