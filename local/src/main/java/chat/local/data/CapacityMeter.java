package chat.local.data;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

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
