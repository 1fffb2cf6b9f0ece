package chat.dynamodb;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Connections;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The open connections in the Connections table.
public final class DynamoDbConnections implements Connections {
    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the Connections table's physical name
    public DynamoDbConnections(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public void add(Connection connection) {
        dynamoDb.putItem(put -> put.tableName(table).item(ConnectionItem.write(connection)));
    }

    @Override
    public List<Connection> of(UserId user) {
        var query =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(Keys.USER_ID + " = :user")
                        .expressionAttributeValues(Map.of(":user", Attributes.text(user.value())));
        return Pages.read(dynamoDb, query).stream().map(ConnectionItem::readItem).toList();
    }

    @Override
    public Optional<Connection> find(UserId user, ConnectionId id) {
        var response =
                dynamoDb.getItem(
                        get ->
                                get.tableName(table)
                                        .key(ConnectionItem.key(user, id))
                                        .consistentRead(true));
        return response.hasItem()
                ? Optional.of(ConnectionItem.readItem(response.item()))
                : Optional.empty();
    }

    @Override
    public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
        try {
            var updated =
                    dynamoDb.updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(ConnectionItem.key(user, id))
                                            .updateExpression(
                                                    "SET openAt = if_not_exists(openAt, :at)")
                                            .conditionExpression(Keys.EXISTS)
                                            .expressionAttributeValues(
                                                    Map.of(":at", Attributes.millis(openAt)))
                                            .returnValues(ReturnValue.ALL_NEW));
            return Optional.of(ConnectionItem.readItem(updated.attributes()));
        } catch (ConditionalCheckFailedException rowIsGone) {
            return Optional.empty(); // an update must not create a row
        }
    }

    @Override
    public void showReadReceipts(UserId user, ConnectionId id, boolean shown) {
        try {
            dynamoDb.updateItem(
                    update ->
                            update.tableName(table)
                                    .key(ConnectionItem.key(user, id))
                                    .updateExpression("SET readReceipts = :shown")
                                    .conditionExpression(Keys.EXISTS)
                                    .expressionAttributeValues(
                                            Map.of(":shown", ConnectionItem.readReceipts(shown))));
        } catch (ConditionalCheckFailedException rowIsGone) {
            // The row is gone, so nothing is pushed to it.
        }
    }

    @Override
    public void remove(UserId user, ConnectionId id) {
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(ConnectionItem.key(user, id)));
    }

    @Override
    public boolean removeGone(Connection seen) {
        if (seen.openAt().isPresent()) {
            remove(seen.user(), seen.id());
            return true;
        }
        try {
            dynamoDb.deleteItem(
                    delete ->
                            delete.tableName(table)
                                    .key(ConnectionItem.key(seen.user(), seen.id()))
                                    .conditionExpression("attribute_not_exists(openAt)"));
            return true;
        } catch (ConditionalCheckFailedException openedMeanwhile) {
            return false;
        }
    }
}
