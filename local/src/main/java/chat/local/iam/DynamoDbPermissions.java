package chat.local.iam;

import chat.local.template.Arns;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The permissions that a request to DynamoDB needs: one per part of a batch or transaction, and
/// the index instead of its table.
///
/// @see <a
///   href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions
///   of DynamoDB</a>, <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">IAM
///   with transactions</a>
public final class DynamoDbPermissions {
    private static final Map<String, String> TRANSACTED =
            Map.of(
                    "Put", "PutItem",
                    "Update", "UpdateItem",
                    "Delete", "DeleteItem",
                    "ConditionCheck", "ConditionCheckItem",
                    "Get", "GetItem");

    /// Operations whose resources are hidden in a statement or an opaque iterator.
    private static final Set<String> UNREADABLE =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction", "GetRecords");

    private DynamoDbPermissions() {}

    /// The permissions of a request; empty if they cannot be determined, in which case a function's
    /// request must be denied.
    ///
    /// @param operation such as `GetItem`
    public static Optional<List<Permission>> of(String operation, JsonNode body) {
        if (UNREADABLE.contains(operation)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (operation) {
                    case "BatchGetItem", "BatchWriteItem" -> batch(operation, body);
                    case "TransactGetItems", "TransactWriteItems" -> transaction(body);
                    default -> List.of(permission(operation, resource(body)));
                });
    }

    private static List<Permission> batch(String operation, JsonNode body) {
        var permissions = new ArrayList<Permission>();
        body.path("RequestItems")
                .fieldNames()
                .forEachRemaining(table -> permissions.add(permission(operation, table(table))));
        return permissions;
    }

    private static List<Permission> transaction(JsonNode body) {
        var permissions = new ArrayList<Permission>();
        for (JsonNode item : body.path("TransactItems")) {
            for (var part : item.properties()) {
                String operation = TRANSACTED.getOrDefault(part.getKey(), part.getKey());
                permissions.add(permission(operation, resource(part.getValue())));
            }
        }
        return permissions;
    }

    private static String resource(JsonNode request) {
        String table = request.path("TableName").asText();
        if (table.isEmpty()) {
            String other = request.path("StreamArn").asText(request.path("ResourceArn").asText());
            return other.isEmpty() ? "*" : other;
        }
        String index = request.path("IndexName").asText();
        return index.isEmpty() ? table(table) : table(table) + "/index/" + index;
    }

    /// The name of a table, which requests may also give as an ARN.
    private static String table(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : Arns.table(nameOrArn);
    }

    private static Permission permission(String operation, String resource) {
        return new Permission("dynamodb:" + operation, resource);
    }
}
