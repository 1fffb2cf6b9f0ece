package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ActiveDay;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;
import chat.port.ConversationIndex;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The operations on the Conversations table that sending needs.
public final class DynamoDbConversationIndex implements ConversationIndex {
    private static final String FORWARD =
            "SET lastSeq = :seq, lastMessageSeq = :seq, lastMessageOwn = :own,"
                    + " lastMessageAt = :sentAt, preview = :preview, peerMessages = :peerMessages,"
                    + " startedAt = if_not_exists(startedAt, :now), "
                    + Keys.ACTIVE_DAY
                    + " = :day";
    private static final String IS_BEHIND = "(attribute_not_exists(lastSeq) OR lastSeq < :seq)";

    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the Conversations table's physical name
    public DynamoDbConversationIndex(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<ConversationRow> find(UserId user, UserId peer) {
        var response =
                dynamoDb.getItem(
                        get ->
                                get.tableName(table)
                                        .key(RowItem.key(user, peer))
                                        .consistentRead(true));
        return response.hasItem() ? Optional.of(RowItem.read(response.item())) : Optional.empty();
    }

    @Override
    public boolean index(UserId user, UserId peer, Entry entry, Instant now) {
        return update(
                UpdateItemRequest.builder()
                        .key(RowItem.key(user, peer))
                        .updateExpression(FORWARD)
                        .conditionExpression(IS_BEHIND)
                        .expressionAttributeValues(values(peer, entry, now)));
    }

    @Override
    public boolean indexFrom(DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
        var values = values(peer, entry, now);
        String standsBefore = "attribute_not_exists(#cursor)";
        if (entry.seq() > 1) {
            standsBefore = "#cursor = :before";
            values.put(":before", number(entry.seq() - 1));
        }
        return update(
                UpdateItemRequest.builder()
                        .key(RowItem.key(user, peer))
                        .updateExpression(FORWARD + ", #cursor = :seq")
                        .conditionExpression(IS_BEHIND + " AND " + standsBefore)
                        .expressionAttributeNames(Map.of("#cursor", RowItem.cursor(device)))
                        .expressionAttributeValues(values));
    }

    private static Map<String, AttributeValue> values(UserId peer, Entry entry, Instant now) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":seq", number(entry.seq()));
        values.put(":own", AttributeValue.fromBool(!entry.from().equals(peer)));
        values.put(":sentAt", millis(entry.sentAt()));
        values.put(":preview", text(Preview.of(entry).text()));
        values.put(":peerMessages", number(entry.countOf(peer)));
        values.put(":now", millis(now));
        values.put(":day", number(ActiveDay.of(now)));
        return values;
    }

    private boolean update(UpdateItemRequest.Builder update) {
        try {
            dynamoDb.updateItem(update.tableName(table).build());
            return true;
        } catch (ConditionalCheckFailedException conditionFailed) {
            return false; // expected: the row is not behind the entry
        }
    }
}
