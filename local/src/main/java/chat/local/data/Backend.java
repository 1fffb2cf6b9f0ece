package chat.local.data;

import chat.local.faults.CallPoints;
import chat.local.faults.Faults;
import chat.local.files.TemporaryFolders;
import chat.local.iam.Iam;
import chat.local.queue.Queues;
import chat.local.queue.SqsHandler;
import chat.local.template.Stack;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The running stores of a stack: its tables and queues, at one HTTP endpoint on 127.0.0.1 that the
/// AWS SDK's clients talk to as they do to AWS.
///
/// DynamoDB Local runs in this JVM, so a request makes one hop. No request leaves the machine:
/// DynamoDB Local's telemetry is started only by its own server and embedded classes, which this
/// does not use.
public final class Backend implements AutoCloseable {
    /// DynamoDB Local's SQLite tells of every file it opens. Held, or the level would be lost.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final MeteredDynamoDb dynamoDb;
    private final Tables tables;
    private final Writes writes;
    private final Queues queues;
    private final Optional<Path> dataDirectory;
    private final GuardHandler guarded;
    private final Server server;

    private Backend(Optional<Path> dataDirectory, CapacityListener listener) {
        this.dataDirectory = dataDirectory;
        this.writes = new Writes();
        this.dynamoDb = new MeteredDynamoDb(dataDirectory, new CapacityMeter(listener, writes));
        this.tables = new Tables(dynamoDb, dataDirectory.map(Path::toString).orElse("memory"));
        this.queues = new Queues(InstantSource.system());
        this.guarded =
                new GuardHandler(
                        new Handler.Sequence(
                                new SqsHandler(queues),
                                new LocalDynamoDBServerHandler(dynamoDb, "*")));
        this.server = server(guarded);
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
        var backend = new Backend(dataDirectory, listener);
        try {
            backend.server.start();
        } catch (Exception e) {
            backend.close();
            throw new IllegalStateException("the stores do not start: " + e.getMessage(), e);
        }
        return backend;
    }

    /// The DynamoDB endpoint.
    public URI dynamoDbUrl() {
        var connector = (ServerConnector) server.getConnectors()[0];
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /// The SQS endpoint.
    public URI sqsUrl() {
        return dynamoDbUrl();
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
        guarded.enforce(new GuardHandler.Rules(new IamCheck(iam), new CallFaults(faults, points)));
    }

    /// The streams of the tables.
    public DynamoDbStreamsClient streams() {
        return new Streams(dynamoDb);
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
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the stores do not stop: " + e.getMessage(), e);
        } finally {
            dynamoDb.shutdown();
        }
    }

    private static Server server(Handler handler) {
        var threads = new QueuedThreadPool();
        threads.setName("stores");
        var server = new Server(threads);
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        return server;
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
