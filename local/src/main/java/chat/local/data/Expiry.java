package chat.local.data;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// The expired items of a table.
///
/// @param attribute the attribute with an item's expiry time in epoch seconds
record Expiry(LocalDBAccess tables, String table, String attribute, Instant now) {
    /// AWS does not delete an item that expired more than five years ago.
    private static final Duration OLDEST = Duration.ofDays(5 * 365);

    private static final int LOCK_SECONDS_MAX = 10;

    /// The scan that finds the expired items.
    ScanRequest.Builder scan() {
        return ScanRequest.builder()
                .tableName(table)
                .filterExpression("#expires BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#expires", attribute))
                .expressionAttributeValues(
                        Map.of(":from", seconds(now.minus(OLDEST)), ":to", seconds(now)));
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue seconds(
            Instant time) {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN(
                Long.toString(time.getEpochSecond()));
    }

    /// Deletes an expired item, unless it has changed since the scan. The table's stream names the
    /// system as the cause.
    ///
    /// @return whether it was deleted
    boolean delete(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        var key = new HashMap<String, AttributeValue>();
        for (String name : keyNames(tables.getTableInfo(table))) {
            key.put(name, internal(Objects.requireNonNull(item.get(name), name)));
        }
        var deleted = new AtomicBoolean();
        new LocalDBAccess.WriteLockWithTimeout(tables.getLockForTable(table), LOCK_SECONDS_MAX) {
            @Override
            public void criticalSection() {
                Map<String, AttributeValue> current = tables.getRecord(table, key);
                if (current != null && isPast(current.get(attribute))) {
                    deleted.set(tables.deleteRecord(table, key, true));
                }
            }
        }.execute();
        return deleted.get();
    }

    private boolean isPast(@Nullable AttributeValue seconds) {
        return seconds != null
                && seconds.getN() != null
                && new BigDecimal(seconds.getN())
                                .compareTo(BigDecimal.valueOf(now.getEpochSecond()))
                        <= 0;
    }

    private static List<String> keyNames(TableInfo table) {
        var names = new ArrayList<String>();
        names.add(table.getHashKey().attributeName());
        if (table.hasRangeKey()) {
            names.add(table.getRangeKey().attributeName());
        }
        return names;
    }

    private static AttributeValue internal(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue key) {
        return switch (key.type()) {
            case S -> new AttributeValue().withS(key.s());
            case N -> new AttributeValue().withN(key.n());
            case B -> new AttributeValue().withB(key.b().asByteBuffer());
            default -> throw new IllegalStateException("no key is of type " + key.type());
        };
    }
}
