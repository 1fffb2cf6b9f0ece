package chat.local.data;

import chat.local.faults.CallPoints;
import chat.local.faults.Faults;
import chat.local.files.TemporaryFolders;
import chat.local.http.Endpoint;
import chat.local.iam.Iam;
import chat.local.queue.Queues;
import chat.local.queue.SqsHandler;
import chat.local.template.Stack;

import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The running stores of a stack, its tables and queues, for the AWS SDK's clients as on AWS.
///
/// DynamoDB Local runs in this JVM, so a request makes one hop. No request leaves the machine:
/// DynamoDB Local's telemetry is started only by its own server and embedded classes, which this
/// does not use.
public final class Backend implements AutoCloseable {
    /// DynamoDB Local's SQLite tells of every file it opens. Held, or the level would be lost.
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

    /// Starts the stores, empty or with what the directory kept.
    ///
    /// @param dataDirectory keeps the tables across restarts; made if it is not there. Without it
    ///   everything is in memory
    /// @param listener hears of consumed capacity, on the threads that serve the requests
    public static Backend start(Optional<Path> dataDirectory, CapacityListener listener) {
        SQLITE.setLevel(Level.WARNING);
        unpackSqliteToTemporaryFolder();
        dataDirectory.ifPresent(Backend::make);
        return new Backend(dataDirectory, listener);
    }

    /// DynamoDB, DynamoDB Streams and SQS.
    public Endpoint endpoint() {
        return new StoreEndpoint(guarded);
    }

    /// Makes the tables and queues of the stack that are not there yet.
    ///
    /// @throws IllegalStateException if a kept table does not match the template any more
    public void create(Stack stack) {
        stack.tables().forEach(tables::create);
        stack.queues().forEach(queues::create);
    }

    /// From now on functions may do what their roles allow, and nothing else; and their requests
    /// meet the faults in force.
    public void enforce(Iam iam, Faults faults, CallPoints points) {
        guarded.enforce(new Guard.Rules(new IamCheck(iam), new CallFaults(faults, points)));
    }

    DynamoDbLocal dynamoDb() {
        return dynamoDb;
    }

    /// The streams of the tables.
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

    /// How many items a table holds.
    public long itemCount(String tableName) {
        return tables.describe(tableName).itemCount();
    }

    /// The queues.
    public Queues queues() {
        return queues;
    }

    /// The writes to the tables.
    public Writes writes() {
        return writes;
    }

    /// Where the tables are kept; empty if in memory.
    public Optional<Path> dataDirectory() {
        return dataDirectory;
    }

    @Override
    public void close() {
        timeToLive.close();
        dynamoDb.close();
    }

    /// Left alone, DynamoDB Local unpacks SQLite where a killed process leaves it for ever.
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
