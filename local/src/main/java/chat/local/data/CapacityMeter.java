package chat.local.data;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Reports consumed capacity to the listener, and every write to those who wait for one.
record CapacityMeter(CapacityListener listener, Writes writes) {
    /// Reports what a read of one table consumed.
    void read(String caller, @Nullable ConsumedCapacity consumed) {
        if (consumed != null) {
            listener.consumed(consumed.tableName(), caller, consumed.capacityUnits(), 0);
        }
    }

    /// Reports what a write to one table consumed.
    void written(String caller, @Nullable ConsumedCapacity consumed) {
        if (consumed != null) {
            listener.consumed(consumed.tableName(), caller, 0, consumed.capacityUnits());
        }
        writes.happened();
    }

    /// Runs a write; if its condition fails, reports the units it consumed nevertheless.
    <T> T write(FailedCondition condition, Supplier<T> write) {
        try {
            return write.get();
        } catch (DynamoDBLocalServiceException failure) {
            if (!FailedCondition.isOne(failure)) {
                throw failure;
            }
            double units = FailedCondition.writeUnits(failure);
            listener.consumed(condition.tableName(), condition.caller(), 0, units);
            throw condition.seen(failure);
        }
    }

    /// Lifts capacity that DynamoDB Local counts too low to what the request costs at least.
    static @Nullable ConsumedCapacity atLeast(double units, @Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() >= units
                ? consumed
                : consumed.toBuilder().capacityUnits(units).build();
    }

    /// What a batch consumed of each table: a minimal read for each key at least, whether there is
    /// an item or not. DynamoDB Local counts the items alone.
    static List<ConsumedCapacity> ofBatch(
            BatchGetItemRequest request, List<ConsumedCapacity> consumed) {
        var all = new ArrayList<ConsumedCapacity>();
        request.requestItems()
                .forEach(
                        (table, keys) -> {
                            double each = Boolean.TRUE.equals(keys.consistentRead()) ? 1 : 0.5;
                            double least = each * keys.keys().size();
                            ConsumedCapacity counted =
                                    consumed.stream()
                                            .filter(c -> c.tableName().equals(table))
                                            .findFirst()
                                            .orElseGet(() -> nothingOf(table));
                            all.add(Objects.requireNonNull(atLeast(least, counted)));
                        });
        return all;
    }

    private static ConsumedCapacity nothingOf(String table) {
        return ConsumedCapacity.builder().tableName(table).capacityUnits(0.0).build();
    }

    /// The capacity in the detail the caller asked for; null without a wish.
    static @Nullable ConsumedCapacity asked(
            @Nullable ReturnConsumedCapacity wish, @Nullable ConsumedCapacity consumed) {
        if (consumed == null || wish == null) {
            return null;
        }
        return switch (wish) {
            case INDEXES -> consumed;
            case TOTAL ->
                    ConsumedCapacity.builder()
                            .tableName(consumed.tableName())
                            .capacityUnits(consumed.capacityUnits())
                            .readCapacityUnits(consumed.readCapacityUnits())
                            .writeCapacityUnits(consumed.writeCapacityUnits())
                            .build();
            case NONE, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    /// The same for a request on several tables.
    static @Nullable List<ConsumedCapacity> asked(
            @Nullable ReturnConsumedCapacity wish, List<ConsumedCapacity> consumed) {
        List<ConsumedCapacity> seen =
                consumed.stream()
                        .map(table -> asked(wish, table))
                        .filter(Objects::nonNull)
                        .toList();
        return seen.isEmpty() ? null : seen;
    }
}
