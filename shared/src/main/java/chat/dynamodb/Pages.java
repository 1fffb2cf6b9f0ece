package chat.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the pages of a query, up to its end or a limit. DynamoDB ends each page at 1 MB.
///
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html">Pagination</a>
final class Pages {
    private Pages() {}

    /// All items.
    static List<Map<String, AttributeValue>> read(
            DynamoDbClient dynamoDb, QueryRequest.Builder query) {
        return read(dynamoDb, query, Integer.MAX_VALUE);
    }

    /// @return `limit` items, or all if there are fewer
    static List<Map<String, AttributeValue>> read(
            DynamoDbClient dynamoDb, QueryRequest.Builder query, int limit) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        while (true) {
            if (limit < Integer.MAX_VALUE) {
                query.limit(limit - items.size());
            }
            var page = dynamoDb.query(query.build());
            items.addAll(page.items());
            if (items.size() == limit || page.lastEvaluatedKey().isEmpty()) {
                return items;
            }
            query.exclusiveStartKey(page.lastEvaluatedKey());
        }
    }
}
