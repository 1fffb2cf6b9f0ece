package chat.local.data;

import chat.local.faults.CallPoints;
import chat.local.faults.Faults;
import chat.local.files.TemporaryFolders;
import chat.local.http.Endpoint;
import chat.local.iam.Iam;
import chat.local.queue.Queues;
import chat.local.queue.SqsHandler;
import chat.local.template.Stack;
import chat.local.template.Table;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The running stores of a stack, its tables and queues, with the API of AWS.
///
/// DynamoDB Local runs in this JVM, so a request makes one hop. No request leaves the machine:
/// DynamoDB Local's telemetry is started only by its own server and embedded classes, which are not
/// used here.
public final class Backend implements AutoCloseable {
    /// DynamoDB Local's SQLite logs every file it opens. The reference keeps the logger's level
    /// from being garbage collected.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final Optional<Path> dataDirectory;
    private final DynamoDbLocal dynamoDb;
    private final Writes writes = new Writes();
    private final TimeToLive timeToLive;
    private final Tables tables;
    private final Queues queues = new Queues(InstantSource.system());
    private final Guard guarded;

    private Backend(Optional<Path> dataDirectory, CapacityListener listener) {
        this.dataDirectory = dataDirectory;
        this.dynamoDb = DynamoDbLocal.open(dataDirectory);
        this.timeToLive = new TimeToLive(dynamoDb, writes, InstantSource.system());
        String where = dataDirectory.map(Path::toString).orElse("memory");
        this.tables = new Tables(dynamoDb.client(), where);
        var actions = new DynamoDbActions(dynamoDb.client(), dynamoDb.streams());
        var tableStore = new DynamoDbStore(actions, new CapacityMeter(listener, writes));
        var sqs = new SqsHandler(queues);
        this.guarded =
                new Guard(
                        call ->
                                call.store() == Store.SQS
                                        ? sqs.answer(call.operation(), call.body(), call.host())
                                        : tableStore.apply(call));
    }

    /// Starts the stores, empty or with the content of the data directory.
    ///
    /// @param dataDirectory keeps the tables across restarts; created if it is missing. Without it
    ///   everything is in memory
    /// @param listener receives the consumed capacity, on the threads that serve the requests
    public static Backend start(Optional<Path> dataDirectory, CapacityListener listener) {
        SQLITE.setLevel(Level.WARNING);
        unpackSqliteToTemporaryFolder();
        dataDirectory.ifPresent(Backend::make);
        return new Backend(dataDirectory, listener);
    }

    /// The endpoint of DynamoDB, DynamoDB Streams and SQS.
    public Endpoint endpoint() {
        return new StoreEndpoint(guarded);
    }

    /// Creates the missing tables and queues of the stack.
    ///
    /// @throws IllegalStateException if a table cannot be created, or an existing one does not
    ///   match the template; the message names the resource
    public void create(Stack stack) {
        stack.tables().forEach(this::create);
        stack.queues().forEach(queues::create);
    }

    private void create(Table table) {
        try {
            tables.create(table);
        } catch (DynamoDbException refused) {
            throw new IllegalStateException(
                    "Resource %s: DynamoDB refuses the table %s: %s"
                            .formatted(
                                    table.id(),
                                    table.name(),
                                    refused.awsErrorDetails().errorMessage()),
                    refused);
        }
    }

    /// From now on functions' requests are checked against their roles and are subject to the
    /// active faults.
    public void enforce(Iam iam, Faults faults, CallPoints points) {
        guarded.enforce(new Guard.Rules(new IamCheck(iam), new CallFaults(faults, points)));
    }

    DynamoDbLocal dynamoDb() {
        return dynamoDb;
    }

    /// A client for the streams of the tables.
    public DynamoDbStreamsClient streams() {
        return dynamoDb.streams();
    }

    /// The ARN of a table's newest stream.
    ///
    /// @throws IllegalArgumentException if the table has none
    public String streamArn(String tableName) {
        String arn = tables.describe(tableName).latestStreamArn();
        if (arn == null) {
            throw new IllegalArgumentException("the table " + tableName + " has no stream");
        }
        return arn;
    }

    /// The number of items in a table.
    public long itemCount(String tableName) {
        return tables.describe(tableName).itemCount();
    }

    /// The queues.
    public Queues queues() {
        return queues;
    }

    /// The counter of writes to the tables.
    public Writes writes() {
        return writes;
    }

    /// The folder of the tables; empty if they are in memory.
    public Optional<Path> dataDirectory() {
        return dataDirectory;
    }

    @Override
    public void close() {
        timeToLive.close();
        dynamoDb.close();
    }

    /// By default DynamoDB Local unpacks SQLite to a place where a killed process leaves it behind.
    private static void unpackSqliteToTemporaryFolder() {
        try {
            System.setProperty("org.sqlite.tmpdir", TemporaryFolders.ofThisProcess().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
