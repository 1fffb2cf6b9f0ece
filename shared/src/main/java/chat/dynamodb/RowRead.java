package chat.dynamodb;

import chat.domain.ConversationRow;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Optional;

/// The read of one row of the Conversations table.
final class RowRead {
    private RowRead() {}

    /// Reads a row, strongly consistent.
    static Optional<ConversationRow> find(
            DynamoDbClient dynamoDb, String table, UserId user, UserId peer) {
        var response =
                dynamoDb.getItem(
                        get ->
                                get.tableName(table)
                                        .key(RowItem.key(user, peer))
                                        .consistentRead(true));
        return response.hasItem() ? Optional.of(RowItem.read(response.item())) : Optional.empty();
    }

    /// Reads a row, strongly consistent; an empty one if there is none.
    static ConversationRow read(DynamoDbClient dynamoDb, String table, UserId user, UserId peer) {
        return find(dynamoDb, table, user, peer).orElseGet(() -> ConversationRow.empty(user, peer));
    }
}
