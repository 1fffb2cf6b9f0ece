package chat.dynamodb;

import static chat.dynamodb.Attributes.text;

import chat.domain.Privacy;
import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Backoff;
import chat.port.Profiles;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations on the Users table that profiles need.
public final class DynamoDbProfiles implements Profiles {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    /// @param table the Users table's physical name
    /// @param backoff the pause before retrying keys that DynamoDB left unprocessed when throttling
    public DynamoDbProfiles(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, backoff);
    }

    @Override
    public List<User> find(Collection<UserId> ids) {
        var keys = ids.stream().distinct().map(UserItem::key).toList();
        return batches.read(table, keys).stream().map(UserItem::read).toList();
    }

    @Override
    public Optional<User> findEventual(UserId id) {
        var response =
                dynamoDb.getItem(
                        get -> get.tableName(table).key(UserItem.key(id)).consistentRead(false));
        return response.hasItem() ? Optional.of(UserItem.read(response.item())) : Optional.empty();
    }

    @Override
    public Optional<User> change(UserId id, Profile.Change change) {
        var values = new HashMap<>(values(change));
        var names = new HashMap<String, String>();
        values.keySet().forEach(name -> names.put("#" + name, name));
        String sets =
                names.keySet().stream()
                        .sorted()
                        .map(name -> name + " = :" + name.substring(1))
                        .reduce((one, other) -> one + ", " + other)
                        .map(all -> "SET " + all)
                        .orElse("");
        var placed = new HashMap<String, AttributeValue>();
        values.forEach((name, value) -> placed.put(":" + name, value));
        placed.put(":true", AttributeValue.fromBool(true));
        try {
            var updated =
                    dynamoDb.updateItem(
                            update -> {
                                update.tableName(table)
                                        .key(UserItem.key(id))
                                        .conditionExpression("enabled = :true")
                                        .expressionAttributeValues(placed)
                                        .returnValues(ReturnValue.ALL_NEW);
                                if (!names.isEmpty()) {
                                    update.updateExpression(sets).expressionAttributeNames(names);
                                }
                            });
            return Optional.of(UserItem.read(updated.attributes()));
        } catch (ConditionalCheckFailedException disabled) {
            return Optional.empty(); // expected: the user is disabled
        }
    }

    private static Map<String, AttributeValue> values(Profile.Change change) {
        var values = new HashMap<String, AttributeValue>();
        change.name().ifPresent(name -> values.put("name", text(name.value())));
        Privacy.Change privacy = change.privacy();
        privacy.lastSeen().ifPresent(to -> values.put(UserItem.LAST_SEEN, text(to.wireName())));
        privacy.online().ifPresent(to -> values.put(UserItem.ONLINE, text(to.wireName())));
        privacy.readReceipts()
                .ifPresent(on -> values.put(UserItem.READ_RECEIPTS, AttributeValue.fromBool(on)));
        return values;
    }
}
