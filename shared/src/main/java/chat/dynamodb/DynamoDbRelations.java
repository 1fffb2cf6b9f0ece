package chat.dynamodb;

import chat.domain.ConversationRow;
import chat.domain.Relation;
import chat.domain.UserId;
import chat.port.Backoff;
import chat.port.Relations;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The relations between users, read from the rows in the Conversations table.
public final class DynamoDbRelations implements Relations {
    private final String table;
    private final Batches batches;

    /// @param table the Conversations table's physical name
    /// @param backoff the pause before retrying keys that DynamoDB left unprocessed when throttling
    public DynamoDbRelations(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.table = table;
        this.batches = new Batches(dynamoDb, backoff);
    }

    @Override
    public Map<UserId, Relation> of(UserId user, Collection<UserId> peers) {
        var relations = new LinkedHashMap<UserId, Relation>();
        peers.forEach(peer -> relations.put(peer, Relation.NONE));
        var keys = relations.keySet().stream().map(peer -> RowItem.key(user, peer)).toList();
        for (var item : batches.read(table, keys)) {
            ConversationRow row = RowItem.read(item);
            relations.put(row.peer(), row.relation());
        }
        return relations;
    }
}
