package chat.local.data;

import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.shared.access.LocalDBUtils;

import java.util.HashMap;

/// Reports the consumed capacity of requests to the listener, and every write to the counter of
/// writes.
///
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
///   read and write operations</a>
record CapacityMeter(CapacityListener listener, Writes writes) {
    private static final String UNITS = "CapacityUnits";
    private static final int WRITE_UNIT_BYTES = 1024;

    /// Reports a successful request, and removes from its response what the caller did not ask for.
    void done(MeteredCall call, ObjectNode answer) {
        if (!call.isRead() && !call.isWrite()) {
            return;
        }
        var least = new HashMap<>(call.minimumUnits());
        for (ObjectNode consumed : MeteredCall.capacities(answer)) {
            String table = consumed.path("TableName").asText();
            double units = consumed.path(UNITS).asDouble();
            Double minimum = least.remove(table);
            if (minimum != null && units < minimum) {
                consumed.put(UNITS, minimum);
                units = minimum;
            }
            report(call, table, units);
        }
        if (call.isRead()) { // A replayed transaction writes nothing.
            least.forEach(
                    (table, units) -> {
                        call.newCapacity(answer).put("TableName", table).put(UNITS, units);
                        report(call, table, units);
                    });
        } else {
            writes.happened();
        }
        call.hideFrom(answer);
    }

    private void report(MeteredCall call, String table, double units) {
        listener.consumed(
                table, call.accessKeyId(), call.isRead() ? units : 0, call.isWrite() ? units : 0);
    }

    /// Reports a rejected request. A write whose condition fails consumes the units of the existing
    /// item, at least one. Reading the item adds nothing.
    ///
    /// @return whether the item must be hidden from the caller
    boolean refused(MeteredCall call, DynamoDBLocalServiceException refused) {
        if (!call.isConditional()
                || !"ConditionalCheckFailedException".equals(refused.getErrorCode())) {
            return false;
        }
        var item = refused.getItem();
        long bytes = item == null ? 0 : LocalDBUtils.getItemSizeBytes(item);
        double units = Math.max(1, (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES);
        report(call, call.tableName(), units);
        return call.hidesItem();
    }
}
