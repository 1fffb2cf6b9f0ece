package chat.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A request to DynamoDB, changed to ask for its consumed capacity and, if it is a conditional
/// write, for the item that fails its condition. The caller sees only what it asked for itself.
/// PartiQL statements are not metered.
final class MeteredCall {
    private static final Set<String> READS =
            Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");
    private static final Set<String> CONDITIONAL = Set.of("PutItem", "UpdateItem", "DeleteItem");
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");
    private static final Set<String> TOTAL =
            Set.of("TableName", "CapacityUnits", "ReadCapacityUnits", "WriteCapacityUnits");
    private static final String CAPACITY = "ReturnConsumedCapacity";
    private static final String ITEM = "ReturnValuesOnConditionCheckFailure";
    private static final Set<String> DETAILS = Set.of("NONE", "TOTAL", "INDEXES");

    private final StoreCall call;
    private final String detail;
    private final boolean hidesItem;

    /// Changes the request's body.
    MeteredCall(StoreCall call) {
        this.call = call;
        this.detail = call.body().path(CAPACITY).asText("NONE");
        String item = call.body().path(ITEM).asText("NONE");
        this.hidesItem = !item.equals("ALL_OLD");
        if ((isRead() || isWrite()) && DETAILS.contains(detail)) { // DynamoDB rejects other values.
            call.body().put(CAPACITY, "INDEXES");
        }
        if (isConditional() && item.equals("NONE")) {
            call.body().put(ITEM, "ALL_OLD");
        }
    }

    boolean isRead() {
        return READS.contains(call.operation());
    }

    boolean isWrite() {
        return WRITES.contains(call.operation());
    }

    boolean isConditional() {
        return CONDITIONAL.contains(call.operation());
    }

    /// Whether to hide the item that failed the condition from the caller.
    boolean hidesItem() {
        return hidesItem;
    }

    String accessKeyId() {
        return call.accessKeyId();
    }

    String tableName() {
        return name(call.body().path("TableName").asText());
    }

    /// The minimum that AWS charges, by table, where DynamoDB Local charges less. A query without
    /// results and a batch key without an item each cost a minimal read. DynamoDB Local counts a
    /// transaction's writes of equal cost only once; on AWS each costs at least two units, and
    /// exactly two below 1 KB and without indexes.
    Map<String, Double> minimumUnits() {
        var least = new HashMap<String, Double>();
        switch (call.operation()) {
            case "Query" -> least.put(tableName(), minimalRead(call.body()));
            case "BatchGetItem" ->
                    call.body()
                            .path("RequestItems")
                            .forEachEntry(
                                    (table, keys) ->
                                            least.put(
                                                    name(table),
                                                    minimalRead(keys) * keys.path("Keys").size()));
            case "TransactWriteItems" -> {
                for (JsonNode item : call.body().path("TransactItems")) {
                    item.forEach(
                            write ->
                                    least.merge(
                                            name(write.path("TableName").asText()),
                                            2.0,
                                            Double::sum));
                }
            }
            default -> {}
        }
        return least;
    }

    /// Removes from a response what the caller did not ask for.
    void hideFrom(ObjectNode answer) {
        switch (detail) {
            case "INDEXES" -> {}
            case "TOTAL" -> capacities(answer).forEach(each -> each.retain(TOTAL));
            default -> answer.remove("ConsumedCapacity");
        }
    }

    /// The consumed capacities in a response, one per table.
    static List<ObjectNode> capacities(ObjectNode answer) {
        return switch (answer.path("ConsumedCapacity")) {
            case ObjectNode one -> List.of(one);
            case ArrayNode several -> several.valueStream().map(each -> (ObjectNode) each).toList();
            default -> List.of();
        };
    }

    /// Adds the consumed capacity of another table to a response.
    ObjectNode newCapacity(ObjectNode answer) {
        return call.operation().startsWith("Batch")
                ? answer.withArray("ConsumedCapacity").addObject()
                : answer.putObject("ConsumedCapacity");
    }

    private static double minimalRead(JsonNode request) {
        return request.path("ConsistentRead").asBoolean() ? 1 : 0.5;
    }

    /// Requests may name a table by its ARN.
    private static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
