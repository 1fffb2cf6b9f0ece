package chat.dynamodb;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.Salt;
import chat.domain.UserId;
import chat.port.Samples;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Writes many items to a table at once, for tests of large tables. The items are the same as those
/// the adapters write one by one.
public final class Seed {
    private static final int BATCH = 25;

    private final DynamoDbClient dynamoDb;

    public Seed(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /// Appends `count` messages from `sender` to a log, without rows.
    ///
    /// @param table the Messages table
    /// @return the last entry
    public Entry log(String table, UserId sender, UserId recipient, int count) {
        var conversation = ConversationId.of(sender, recipient);
        var log = new DynamoDbMessageLog(dynamoDb, table);
        var tail = log.newest(conversation, 1, Long.MAX_VALUE, 1).stream().findFirst();
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 1; i <= count; i++) {
            var id = new ClientMessageId(new UUID(count, i).toString());
            var draft = Samples.draft(sender, id, new Body.Text("message " + i));
            var salt = Salt.of(new byte[Salt.BYTES]);
            tail = Optional.of(Entry.next(tail, draft, salt, Instant.EPOCH));
            items.add(EntryItem.write(conversation, tail.get()));
        }
        write(table, items);
        return tail.orElseThrow();
    }

    /// Writes `count` rows of `user`: conversations of one message, all active on one day.
    public void rows(String table, UserId user, int count, long activeDay) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < count; i++) {
            var item = new HashMap<>(RowItem.key(user, new UserId("peer-" + i)));
            for (String one : List.of("lastSeq", "lastMessageSeq", "delivered", "read")) {
                item.put(one, Attributes.number(1));
            }
            item.put("lastMessageAt", Attributes.number(activeDay * 86_400_000));
            item.put("preview", Attributes.text("hello"));
            item.put("peerMessages", Attributes.number(1));
            item.put("peerMessagesRead", Attributes.number(1));
            item.put("startedAt", Attributes.number(activeDay * 86_400_000));
            item.put(Keys.ACTIVE_DAY, Attributes.number(activeDay));
            items.add(item);
        }
        write(table, items);
    }

    /// Writes users that never connect.
    public void users(String table, int count) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < count; i++) {
            items.add(Map.of("userId", Attributes.text("stranger-" + i)));
        }
        write(table, items);
    }

    private void write(String table, List<Map<String, AttributeValue>> items) {
        IntStream.iterate(0, from -> from < items.size(), from -> from + BATCH)
                .parallel()
                .forEach(from -> writeBatch(table, items, from));
    }

    private void writeBatch(String table, List<Map<String, AttributeValue>> items, int from) {
        var batch =
                items.subList(from, Math.min(items.size(), from + BATCH)).stream()
                        .map(item -> PutRequest.builder().item(item).build())
                        .map(put -> WriteRequest.builder().putRequest(put).build())
                        .toList();
        var left = dynamoDb.batchWriteItem(b -> b.requestItems(Map.of(table, batch)));
        if (!left.unprocessedItems().isEmpty()) {
            throw new IllegalStateException("not all items were written");
        }
    }
}
