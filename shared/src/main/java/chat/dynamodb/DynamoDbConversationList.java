package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.service.Backoff;
import chat.service.ConversationList;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows in the Conversations table, as a reader sees them.
public final class DynamoDbConversationList implements ConversationList {
    /// Most keys in one BatchGetItem.
    private static final int BATCH = 100;

    /// How often keys that DynamoDB left unprocessed are asked for again.
    private static final int ATTEMPTS_MAX = 10;

    private static final String INDEX =
            ChatTable.CONVERSATIONS.schema().localIndexes().getFirst().name();

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;

    /// @param table the Conversations table's physical name
    /// @param backoff between asking for keys that DynamoDB left unprocessed: it throttles
    public DynamoDbConversationList(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
    }

    @Override
    public List<ConversationRow> all(UserId user) {
        var query =
                query().keyConditionExpression("userId = :user")
                        .expressionAttributeValues(Map.of(":user", text(user.value())));
        return Pages.read(dynamoDb, query).stream().map(RowItem::read).toList();
    }

    @Override
    public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
        var keys = peers.stream().distinct().map(peer -> RowItem.key(user, peer)).toList();
        var rows = new ArrayList<ConversationRow>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            rows.addAll(batch(keys.subList(from, Math.min(keys.size(), from + BATCH))));
        }
        return rows;
    }

    @Override
    public List<Place> activeSince(UserId user, long day) {
        var query =
                query().indexName(INDEX)
                        .keyConditionExpression("userId = :user AND activeDay >= :day")
                        .expressionAttributeValues(
                                Map.of(":user", text(user.value()), ":day", number(day)));
        return Pages.read(dynamoDb, query).stream().map(DynamoDbConversationList::place).toList();
    }

    @Override
    public List<Place> newest(UserId user, Optional<Place> after, int limit) {
        var query =
                query().indexName(INDEX)
                        .keyConditionExpression("userId = :user")
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
        key.put(RowItem.ACTIVE_DAY, number(place.activeDay()));
        return key;
    }

    private static Place place(Map<String, AttributeValue> item) {
        return new Place(number(item, RowItem.ACTIVE_DAY), new UserId(text(item, RowItem.PEER)));
    }

    private List<ConversationRow> batch(List<Map<String, AttributeValue>> keys) {
        var rows = new ArrayList<ConversationRow>();
        var wanted =
                Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var request = wanted;
            var response = dynamoDb.batchGetItem(get -> get.requestItems(request));
            response.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> rows.add(RowItem.read(item)));
            wanted = response.unprocessedKeys();
            if (wanted.isEmpty()) {
                return rows;
            }
            backoff.pause(attempt);
        }
        throw new IllegalStateException("DynamoDB leaves keys of a batch unprocessed");
    }
}
