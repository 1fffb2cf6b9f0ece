package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.Backoff;
import chat.port.ConversationList;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations on the Conversations table that reading needs.
public final class DynamoDbConversationList implements ConversationList {
    private static final String INDEX =
            ChatTable.CONVERSATIONS.schema().localIndexes().getFirst().name();

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    /// @param table the Conversations table's physical name
    /// @param backoff the pause before retrying keys that DynamoDB left unprocessed when throttling
    public DynamoDbConversationList(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, backoff);
    }

    @Override
    public List<ConversationRow> all(UserId user) {
        var query =
                query().keyConditionExpression(Keys.USER_ID + " = :user")
                        .expressionAttributeValues(Map.of(":user", text(user.value())));
        return Pages.read(dynamoDb, query).stream()
                .filter(RowItem::isShown)
                .map(RowItem::read)
                .toList();
    }

    @Override
    public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
        var keys = peers.stream().distinct().map(peer -> RowItem.key(user, peer)).toList();
        return batches.read(table, keys).stream()
                .filter(RowItem::isShown)
                .map(RowItem::read)
                .toList();
    }

    @Override
    public List<Place> activeSince(UserId user, long day) {
        var query =
                query().indexName(INDEX)
                        .keyConditionExpression(
                                Keys.USER_ID + " = :user AND " + Keys.ACTIVE_DAY + " >= :day")
                        .expressionAttributeValues(
                                Map.of(":user", text(user.value()), ":day", number(day)));
        return Pages.read(dynamoDb, query).stream().map(DynamoDbConversationList::place).toList();
    }

    @Override
    public List<Place> newest(UserId user, Optional<Place> after, int limit) {
        var query =
                query().indexName(INDEX)
                        .keyConditionExpression(Keys.USER_ID + " = :user")
                        .expressionAttributeValues(Map.of(":user", text(user.value())))
                        .scanIndexForward(false);
        after.ifPresent(place -> query.exclusiveStartKey(startKey(user, place)));
        return Pages.read(dynamoDb, query, limit).stream()
                .map(DynamoDbConversationList::place)
                .toList();
    }

    private QueryRequest.Builder query() {
        return QueryRequest.builder().tableName(table).consistentRead(true);
    }

    private static Map<String, AttributeValue> startKey(UserId user, Place place) {
        var key = new HashMap<>(RowItem.key(user, place.peer()));
        key.put(Keys.ACTIVE_DAY, number(place.activeDay()));
        return key;
    }

    private static Place place(Map<String, AttributeValue> item) {
        return new Place(number(item, Keys.ACTIVE_DAY), new UserId(text(item, Keys.PEER)));
    }
}
