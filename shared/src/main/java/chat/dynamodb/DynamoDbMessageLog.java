package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.port.MessageLog;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The logs in the Messages table: one item per entry, written once on the condition that its
/// number is free.
public final class DynamoDbMessageLog implements MessageLog {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final FoldUpdates folds;

    /// @param table the Messages table's physical name
    public DynamoDbMessageLog(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.folds = new FoldUpdates(dynamoDb, table);
    }

    @Override
    public AppendResult append(ConversationId conversation, Entry entry) {
        try {
            dynamoDb.putItem(
                    put ->
                            put.tableName(table)
                                    .item(EntryItem.write(conversation, entry))
                                    .conditionExpression(Keys.IS_FREE)
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new AppendResult.Appended();
        } catch (ConditionalCheckFailedException taken) {
            return new AppendResult.Taken(EntryItem.read(taken.item()));
        }
    }

    /// Reads eventually consistent first, at half the cost. What callers need of it never changes,
    /// so a found entry is right. Only if there is none is a strongly consistent read needed.
    @Override
    public Optional<Entry> find(ConversationId conversation, long seq) {
        return find(conversation, seq, false).or(() -> find(conversation, seq, true));
    }

    @Override
    public Optional<Entry> current(ConversationId conversation, long seq) {
        return find(conversation, seq, true);
    }

    @Override
    public Entry fold(ConversationId conversation, Entry operation) {
        return EntryItem.read(folds.fold(conversation, operation));
    }

    @Override
    public void erase(ConversationId conversation, long seq) {
        folds.erase(conversation, seq);
    }

    private Optional<Entry> find(ConversationId conversation, long seq, boolean consistent) {
        var response =
                dynamoDb.getItem(
                        get ->
                                get.tableName(table)
                                        .key(EntryItem.key(conversation, seq))
                                        .consistentRead(consistent));
        return response.hasItem() ? Optional.of(EntryItem.read(response.item())) : Optional.empty();
    }

    @Override
    public List<Entry> after(ConversationId conversation, long after, int limit) {
        return query(
                QueryRequest.builder()
                        .keyConditionExpression(
                                Keys.CONVERSATION_ID
                                        + " = :conversation AND "
                                        + Keys.SEQ
                                        + " > :after")
                        .expressionAttributeValues(
                                Map.of(
                                        ":conversation", text(conversation.value()),
                                        ":after", number(after))),
                limit);
    }

    @Override
    public List<Entry> newest(ConversationId conversation, long from, long before, int limit) {
        if (from >= before) {
            return List.of();
        }
        return query(
                QueryRequest.builder()
                        .keyConditionExpression(
                                Keys.CONVERSATION_ID
                                        + " = :conversation AND "
                                        + Keys.SEQ
                                        + " BETWEEN :from AND :to")
                        .scanIndexForward(false)
                        .expressionAttributeValues(
                                Map.of(
                                        ":conversation", text(conversation.value()),
                                        ":from", number(from),
                                        ":to", number(before - 1))),
                limit);
    }

    private List<Entry> query(QueryRequest.Builder query, int limit) {
        return Pages.read(dynamoDb, query.tableName(table).consistentRead(true), limit).stream()
                .map(EntryItem::read)
                .toList();
    }
}
