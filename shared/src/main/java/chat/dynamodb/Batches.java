package chat.dynamodb;

import chat.port.Backoff;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads items by their keys, strongly consistent, a batch at a time.
///
/// @param backoff the pause before retrying keys that DynamoDB left unprocessed when throttling
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
record Batches(DynamoDbClient dynamoDb, Backoff backoff) {
    /// The maximum number of keys in one BatchGetItem.
    private static final int KEYS_MAX = 100;

    /// The maximum number of attempts to read keys that DynamoDB left unprocessed.
    private static final int ATTEMPTS_MAX = 10;

    /// The items with these keys, in no particular order; those that do not exist are left out.
    ///
    /// @param keys without duplicates
    List<Map<String, AttributeValue>> read(String table, List<Map<String, AttributeValue>> keys) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int from = 0; from < keys.size(); from += KEYS_MAX) {
            int to = Math.min(keys.size(), from + KEYS_MAX);
            items.addAll(batch(table, keys.subList(from, to)));
        }
        return items;
    }

    private List<Map<String, AttributeValue>> batch(
            String table, List<Map<String, AttributeValue>> keys) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var wanted =
                Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var request = wanted;
            var response = dynamoDb.batchGetItem(get -> get.requestItems(request));
            items.addAll(response.responses().getOrDefault(table, List.of()));
            wanted = response.unprocessedKeys();
            if (wanted.isEmpty()) {
                return items;
            }
            backoff.pause(attempt);
        }
        throw new IllegalStateException("DynamoDB left keys of a batch unprocessed");
    }
}
