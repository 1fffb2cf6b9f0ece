package chat.local.data;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Deletes the expired items of the tables, one page of each table per second.
///
/// Replaces the job of DynamoDB Local, which builds an item's key from all attributes that its
/// table defines, including those of indexes. If an expired item lacks one of them, each run of
/// that job stops at it and deletes nothing else from the table.
///
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">How
///   time to live works</a>
final class TimeToLive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeToLive.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Reading this number of items takes a few milliseconds.
    private static final int PAGE_ITEMS = 500;

    private static final int END_SECONDS_MAX = 10;

    private final DynamoDbLocal dynamoDb;
    private final Writes writes;
    private final InstantSource clock;
    private final Map<String, Map<String, AttributeValue>> nextPages = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("time-to-live").unstarted(task));

    /// Starts deleting.
    ///
    /// @param writes counts the deletions
    TimeToLive(DynamoDbLocal dynamoDb, Writes writes, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.writes = writes;
        this.clock = clock;
        var _ =
                thread.scheduleWithFixedDelay(
                        this::sweep, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Never throws, because an exception would cancel all later sweeps.
    private void sweep() {
        try {
            sweep(clock.instant());
        } catch (RuntimeException failure) {
            LOG.error("expired items were not deleted: {}", failure.getClass());
        }
    }

    private void sweep(Instant now) {
        LocalDBAccess tables = dynamoDb.access();
        tables.fetchAllTablesWithTimeToLiveEnabled()
                .forEach(
                        (table, schema) -> {
                            String attribute = schema.getTimeToLiveAttributeName();
                            sweep(new Expiry(tables, table, attribute, now));
                        });
    }

    private void sweep(Expiry expiry) {
        try {
            ScanResponse page = page(expiry);
            nextPages.put(expiry.table(), page.lastEvaluatedKey());
            page.items().forEach(item -> delete(expiry, item));
        } catch (RuntimeException failure) { // Such as a table that was just deleted.
            report(expiry, failure);
        }
    }

    private ScanResponse page(Expiry expiry) {
        var scan = expiry.scan().limit(PAGE_ITEMS);
        var next = nextPages.getOrDefault(expiry.table(), Map.of());
        if (!next.isEmpty()) {
            scan.exclusiveStartKey(next);
        }
        return dynamoDb.client().scan(scan.build());
    }

    private void delete(Expiry expiry, Map<String, AttributeValue> item) {
        try {
            if (expiry.delete(item)) {
                writes.happened();
            }
        } catch (RuntimeException failure) { // The other items must still be deleted.
            report(expiry, failure);
        }
    }

    /// Omits the failure's message, which may contain an item.
    private static void report(Expiry expiry, RuntimeException failure) {
        LOG.error("expired items of {} were not deleted: {}", expiry.table(), failure.getClass());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
