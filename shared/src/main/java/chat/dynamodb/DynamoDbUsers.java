package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.optional;
import static chat.dynamodb.Attributes.text;

import chat.domain.DeviceId;
import chat.domain.User;
import chat.domain.UserId;
import chat.service.Users;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
                dynamoDb.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
        return response.hasItem() ? Optional.of(read(response.item())) : Optional.empty();
    }

    @Override
    public boolean add(User user) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(write(user))
                        .conditionExpression("attribute_not_exists(userId)");
        try {
            dynamoDb.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException exists) {
            return false; // an answer, not a failure
        }
    }

    @Override
    public boolean replaceDevices(
            UserId id, Map<DeviceId, User.Device> seen, Map<DeviceId, User.Device> devices) {
        return update(
                UpdateItemRequest.builder()
                        .key(key(id))
                        .updateExpression("SET devices = :devices")
                        .conditionExpression("devices = :seen")
                        .expressionAttributeValues(
                                Map.of(":devices", write(devices), ":seen", write(seen))));
    }

    @Override
    public void active(UserId id, Instant at) {
        update(
                UpdateItemRequest.builder()
                        .key(key(id))
                        .updateExpression("SET lastActiveAt = :at")
                        .conditionExpression("lastActiveAt < :at")
                        .expressionAttributeValues(Map.of(":at", millis(at))));
    }

    private boolean update(UpdateItemRequest.Builder update) {
        try {
            dynamoDb.updateItem(update.tableName(table).build());
            return true;
        } catch (ConditionalCheckFailedException standsElsewhere) {
            return false; // an answer, not a failure
        }
    }

    private static Map<String, AttributeValue> key(UserId id) {
        return Map.of("userId", text(id.value()));
    }

    private static Map<String, AttributeValue> write(User user) {
        var item = new HashMap<>(key(user.id()));
        user.name().ifPresent(name -> item.put("name", text(name)));
        user.contactNumber().ifPresent(number -> item.put("contactNumber", text(number)));
        item.put("joinedAt", millis(user.joinedAt()));
        item.put("lastActiveAt", millis(user.lastActiveAt()));
        item.put("enabled", AttributeValue.fromBool(user.enabled()));
        item.put("devices", write(user.devices()));
        return item;
    }

    private static AttributeValue write(Map<DeviceId, User.Device> devices) {
        var values = new HashMap<String, AttributeValue>();
        devices.forEach(
                (id, device) ->
                        values.put(
                                id.value(),
                                AttributeValue.fromM(
                                        Map.of(
                                                "firstSeenAt", millis(device.firstSeenAt()),
                                                "lastSeenAt", millis(device.lastSeenAt())))));
        return AttributeValue.fromM(values);
    }

    private static User read(Map<String, AttributeValue> item) {
        return new User(
                new UserId(text(item, "userId")),
                optional(item, "name").map(AttributeValue::s),
                optional(item, "contactNumber").map(AttributeValue::s),
                millis(item, "joinedAt"),
                millis(item, "lastActiveAt"),
                Attributes.flag(item, "enabled"),
                devices(item));
    }

    private static Map<DeviceId, User.Device> devices(Map<String, AttributeValue> item) {
        return optional(item, "devices").map(AttributeValue::m).orElse(Map.of()).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> new DeviceId(entry.getKey()),
                                entry ->
                                        new User.Device(
                                                millis(entry.getValue().m(), "firstSeenAt"),
                                                millis(entry.getValue().m(), "lastSeenAt"))));
    }
}
