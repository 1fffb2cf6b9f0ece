package chat.dynamodb;

import static chat.dynamodb.Attributes.number;

import chat.domain.ActiveDay;
import chat.domain.ConversationRow;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.port.ConversationSettings;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// The operations on the Conversations table that changing settings needs.
public final class DynamoDbConversationSettings implements ConversationSettings {
    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the Conversations table's physical name
    public DynamoDbConversationSettings(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public ConversationRow row(UserId user, UserId peer) {
        return RowRead.read(dynamoDb, table, user, peer);
    }

    @Override
    public ConversationRow change(
            UserId user, UserId peer, Map<Setting, Boolean> set, Instant now) {
        var values = new HashMap<String, AttributeValue>();
        var sets = new ArrayList<String>();
        set.forEach(
                (setting, on) -> {
                    sets.add(setting.wireName() + " = :" + setting.wireName());
                    values.put(":" + setting.wireName(), AttributeValue.fromBool(on));
                });
        sets.add(Keys.ACTIVE_DAY + " = :day");
        values.put(":day", number(ActiveDay.of(now)));
        values.put(":one", number(1));
        var updated =
                dynamoDb.updateItem(
                        update ->
                                update.tableName(table)
                                        .key(RowItem.key(user, peer))
                                        .updateExpression(
                                                "SET "
                                                        + String.join(", ", sets)
                                                        + " ADD settingsVersion :one")
                                        .expressionAttributeValues(values)
                                        .returnValues(ReturnValue.ALL_NEW));
        return RowItem.read(updated.attributes());
    }
}
