package chat.dynamodb;

import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;
import chat.port.ConversationIndex;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.Optional;

/// The operations on the Conversations table that sending needs.
public final class DynamoDbConversationIndex implements ConversationIndex {
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
        return RowRead.find(dynamoDb, table, user, peer);
    }

    @Override
    public boolean index(UserId user, UserId peer, Entry entry, Instant now) {
        return update(message(peer, entry, now).condition(IS_BEHIND).request(user, peer));
    }

    @Override
    public boolean indexFrom(DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
        return update(
                message(peer, entry, now)
                        .condition(IS_BEHIND)
                        .cursor(device, entry.seq())
                        .request(user, peer));
    }

    private static RowUpdate message(UserId peer, Entry entry, Instant now) {
        return new RowUpdate().entry(peer, entry, now).lastMessage(peer, Preview.of(entry));
    }

    @Override
    public boolean indexOperation(
            Optional<DeviceId> device,
            UserId user,
            UserId peer,
            Entry operation,
            Optional<Preview> lastMessage,
            Instant now) {
        var update = new OperationUpdate(device, user, peer, operation, lastMessage, now);
        return update.run(request -> dynamoDb.updateItem(request.tableName(table).build()));
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
