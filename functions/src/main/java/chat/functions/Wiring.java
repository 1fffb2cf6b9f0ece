package chat.functions;

import chat.apigateway.ApiGatewayGateway;
import chat.domain.Salt;
import chat.dynamodb.ChatTable;
import chat.dynamodb.DynamoDbConnections;
import chat.dynamodb.DynamoDbConversationIndex;
import chat.dynamodb.DynamoDbConversationList;
import chat.dynamodb.DynamoDbMessageLog;
import chat.dynamodb.DynamoDbReceipts;
import chat.dynamodb.DynamoDbUsers;
import chat.service.Acknowledge;
import chat.service.Append;
import chat.service.Backlog;
import chat.service.Backoff;
import chat.service.Connect;
import chat.service.Connections;
import chat.service.Deliver;
import chat.service.Disconnect;
import chat.service.Drain;
import chat.service.Gateway;
import chat.service.History;
import chat.service.ListConversations;
import chat.service.MessageLog;
import chat.service.Parallel;
import chat.service.Push;
import chat.service.RedeliveryQueue;
import chat.service.SendMessage;
import chat.service.Sync;
import chat.service.Users;
import chat.sqs.SqsRedeliveryQueue;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// Puts a function together from its environment. The only place that knows the clock, randomness
/// and the variables; each part asks for the variables it needs, so a function needs no others.
final class Wiring implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Variables variables;
    private final AwsClients clients;
    private final DynamoDbClient dynamoDb;
    private @Nullable Gateway gateway;
    private @Nullable String process;
    private final Parallel parallel = new VirtualThreads();

    // Reads the kernel's randomness at each use: a generator with a seed of its own would give all
    // instances restored from one snapshot the same numbers.
    private final SecureRandom random = new SecureRandom();
    private final Backoff backoff = new RandomBackoff(random);

    /// @param environment the function's variables: on AWS the process's, locally the template's
    Wiring(Map<String, String> environment) {
        variables = new Variables(environment);
        clients = new AwsClients(variables);
        dynamoDb = clients.dynamoDb();
    }

    /// Closes its sockets.
    @Override
    public void close() {
        dynamoDb.close();
        clients.close();
    }

    /// Frames for a function that calls no AWS service.
    static Frames plainFrames() {
        return new Frames(CLOCK, new RequestLog(System.out));
    }

    /// Tokens, for a function that calls no AWS service.
    static TokenVerifier tokens(Map<String, String> environment) {
        var variables = new Variables(environment);
        return new TokenVerifier(
                variables.required("TOKEN_ISSUER"), variables.required("TOKEN_AUDIENCE"), CLOCK);
    }

    Frames frames() {
        return plainFrames();
    }

    RequestLog requestLog() {
        return new RequestLog(System.out);
    }

    Replies replies() {
        return new Replies(gateway());
    }

    InstantSource clock() {
        return CLOCK;
    }

    Parallel parallel() {
        return parallel;
    }

    private RedeliveryQueue redelivery() {
        return new SqsRedeliveryQueue(
                clients.sqs(), variables.required("REDELIVERY_QUEUE_URL"), CLOCK, this::process);
    }

    Connections connections() {
        return new DynamoDbConnections(dynamoDb, table(ChatTable.CONNECTIONS));
    }

    Connect connect() {
        return new Connect(users(), connections(), gateway(), backoff);
    }

    Disconnect disconnect() {
        return new Disconnect(connections(), users(), parallel);
    }

    SendMessage sendMessage() {
        var append = new Append(log(), this::salt, backoff);
        String table = table(ChatTable.CONVERSATIONS);
        var index = new DynamoDbConversationIndex(dynamoDb, table);
        return new SendMessage(append, index, users(), push(), parallel);
    }

    Acknowledge acknowledge() {
        var receipts = new DynamoDbReceipts(dynamoDb, table(ChatTable.CONVERSATIONS));
        return new Acknowledge(log(), receipts, users(), push(), parallel);
    }

    private Drain drain() {
        var backlog = new Backlog(list(), log(), parallel);
        return new Drain(backlog, connections(), gateway(), backoff, CLOCK);
    }

    Deliver deliver() {
        return new Deliver(connections(), drain(), redelivery());
    }

    Sync sync() {
        return new Sync(connections(), drain(), redelivery(), gateway());
    }

    History history() {
        return new History(log());
    }

    ListConversations listConversations() {
        return new ListConversations(list());
    }

    /// One per process; not every function has one.
    private Gateway gateway() {
        if (gateway == null) {
            gateway = new ApiGatewayGateway(clients.connections());
        }
        return gateway;
    }

    private Push push() {
        return new Push(connections(), gateway(), redelivery(), parallel);
    }

    /// Made at first use, which is after the snapshot: restored instances differ.
    private synchronized String process() {
        if (process == null) {
            process = Long.toHexString(random.nextLong());
        }
        return process;
    }

    MessageLog log() {
        return new DynamoDbMessageLog(dynamoDb, table(ChatTable.MESSAGES));
    }

    private DynamoDbConversationList list() {
        return new DynamoDbConversationList(dynamoDb, table(ChatTable.CONVERSATIONS), backoff);
    }

    Users users() {
        return new DynamoDbUsers(dynamoDb, table(ChatTable.USERS));
    }

    private String table(ChatTable table) {
        return variables.required(table.variable());
    }

    private Salt salt() {
        byte[] bytes = new byte[Salt.BYTES];
        random.nextBytes(bytes);
        return Salt.of(bytes);
    }
}
