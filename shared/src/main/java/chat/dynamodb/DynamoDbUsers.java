package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;

import chat.domain.DeviceId;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Users;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The users in the Users table.
public final class DynamoDbUsers implements Users {
    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the Users table's physical name
    public DynamoDbUsers(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<User> find(UserId id) {
        var response =
                dynamoDb.getItem(
                        get -> get.tableName(table).key(UserItem.key(id)).consistentRead(true));
        return response.hasItem() ? Optional.of(UserItem.read(response.item())) : Optional.empty();
    }

    @Override
    public boolean add(User user) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(UserItem.write(user))
                        .conditionExpression("attribute_not_exists(" + Keys.USER_ID + ")");
        try {
            dynamoDb.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException exists) {
            return false; // expected: the condition does not hold
        }
    }

    @Override
    public boolean replaceDevices(
            UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
        return update(
                UpdateItemRequest.builder()
                        .key(UserItem.key(id))
                        .updateExpression("SET devices = :devices")
                        .conditionExpression("devices = :seen")
                        .expressionAttributeValues(
                                Map.of(
                                        ":devices",
                                        UserItem.write(devices),
                                        ":seen",
                                        UserItem.write(seen))));
    }

    @Override
    public void recordActivity(UserId id, Instant at) {
        update(
                UpdateItemRequest.builder()
                        .key(UserItem.key(id))
                        .updateExpression("SET lastActiveAt = :at")
                        .conditionExpression("lastActiveAt < :at")
                        .expressionAttributeValues(Map.of(":at", millis(at))));
    }

    @Override
    public boolean enable(UserId id, boolean enabled) {
        return update(
                UpdateItemRequest.builder()
                        .key(UserItem.key(id))
                        .updateExpression("SET enabled = :enabled")
                        .conditionExpression(Keys.EXISTS)
                        .expressionAttributeValues(
                                Map.of(":enabled", AttributeValue.fromBool(enabled))));
    }

    private boolean update(UpdateItemRequest.Builder update) {
        try {
            dynamoDb.updateItem(update.tableName(table).build());
            return true;
        } catch (ConditionalCheckFailedException conditionFailed) {
            return false; // expected: the condition does not hold
        }
    }
}
