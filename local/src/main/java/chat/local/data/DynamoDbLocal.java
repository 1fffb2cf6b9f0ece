package chat.local.data;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;
import software.amazon.dynamodb.services.local.shared.jobs.TimeToLiveDeletionJobScheduler;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// DynamoDB Local in this JVM, without its HTTP server, telemetry and time to live.
///
/// @param access the tables below the API
/// @param local the API
record DynamoDbLocal(LocalDBAccess access, LocalDBClient local) implements AutoCloseable {
    /// The file name that DynamoDB Local's own server uses when all callers share the tables.
    private static final String FILE = "shared-local-instance.db";

    /// Opens the tables.
    ///
    /// @param dataDirectory the folder of the tables; in memory if empty
    static DynamoDbLocal open(Optional<Path> dataDirectory) {
        LocalDBAccess access =
                dataDirectory
                        .map(folder -> new Sqlite(folder.resolve(FILE).toFile()))
                        .orElseGet(() -> new Sqlite(null));
        return new DynamoDbLocal(
                access, new LocalDBClient(access, new JobsRegister(new Jobs(), false)));
    }

    DynamoDbClient client() {
        return local.dynamoDbClient();
    }

    DynamoDbStreamsClient streams() {
        return local.dynamoDbStreamsClient();
    }

    @Override
    public void close() {
        local.shutdownNow();
    }

    /// The tables in SQLite. Closing them waits for SQLite's thread, which locks the file until it
    /// ends.
    private static final class Sqlite extends SQLiteDBAccess {
        /// @param file null for memory
        Sqlite(@Nullable File file) {
            super(file);
        }

        @Override
        public void close() {
            super.close();
            try {
                queue.join();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The threads of DynamoDB Local's background jobs, as many as in its own server. Its
    /// time-to-live job does not run: [TimeToLive] replaces it.
    private static final class Jobs extends ThreadPoolExecutor {
        private static final int THREADS = 10;

        Jobs() {
            super(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public Future<?> submit(Runnable job) {
            return job instanceof TimeToLiveDeletionJobScheduler
                    ? CompletableFuture.completedFuture(null)
                    : super.submit(job);
        }
    }
}
