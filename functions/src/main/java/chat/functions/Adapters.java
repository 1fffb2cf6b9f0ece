package chat.functions;

import chat.apigateway.ApiGatewayGateway;
import chat.dynamodb.ChatTable;
import chat.dynamodb.DynamoDbConnections;
import chat.dynamodb.DynamoDbContactNumbers;
import chat.dynamodb.DynamoDbConversationIndex;
import chat.dynamodb.DynamoDbConversationList;
import chat.dynamodb.DynamoDbConversationSettings;
import chat.dynamodb.DynamoDbHiddenMessages;
import chat.dynamodb.DynamoDbMessageLog;
import chat.dynamodb.DynamoDbPresenceSubscriptions;
import chat.dynamodb.DynamoDbProfiles;
import chat.dynamodb.DynamoDbReceipts;
import chat.dynamodb.DynamoDbRelations;
import chat.dynamodb.DynamoDbSharedBuckets;
import chat.dynamodb.DynamoDbTextBlocks;
import chat.dynamodb.DynamoDbUsers;
import chat.limits.RateLimits;
import chat.limits.TokenBuckets;
import chat.messages.OperationRules;
import chat.port.Announcements;
import chat.port.Backoff;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.Gateway;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.Postponement;
import chat.port.PresenceSubscriptions;
import chat.port.Profiles;
import chat.port.Receipts;
import chat.port.RedeliveryQueue;
import chat.port.Relations;
import chat.port.TextBlocks;
import chat.port.Users;
import chat.sqs.SqsAnnouncements;
import chat.sqs.SqsPostponement;
import chat.sqs.SqsRedeliveryQueue;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The stores, sockets and queues of a function. Each reads the variables it needs when it is first
/// used, so a function needs only those of the adapters it uses.
final class Adapters implements AutoCloseable {
    private final Variables variables;
    private final AwsClients clients;
    private final DynamoDbClient dynamoDb;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Backoff backoff;
    private @Nullable Gateway gateway;
    private @Nullable RateLimits limits;
    private @Nullable String process;

    /// @param random must differ between instances restored from one snapshot
    Adapters(Variables variables, InstantSource clock, RandomGenerator random, Backoff backoff) {
        this.variables = variables;
        this.clients = new AwsClients(variables);
        this.dynamoDb = clients.dynamoDb();
        this.clock = clock;
        this.random = random;
        this.backoff = backoff;
    }

    /// Closes the sockets of all clients.
    @Override
    public void close() {
        dynamoDb.close();
        clients.close();
    }

    Connections connections() {
        return new DynamoDbConnections(dynamoDb, table(ChatTable.CONNECTIONS));
    }

    Users users() {
        return new DynamoDbUsers(dynamoDb, table(ChatTable.USERS));
    }

    Profiles profiles() {
        return new DynamoDbProfiles(dynamoDb, table(ChatTable.USERS), backoff);
    }

    ContactNumbers numbers() {
        return new DynamoDbContactNumbers(dynamoDb, table(ChatTable.USERS), backoff);
    }

    MessageLog log() {
        return new DynamoDbMessageLog(dynamoDb, table(ChatTable.MESSAGES));
    }

    ConversationIndex index() {
        return new DynamoDbConversationIndex(dynamoDb, table(ChatTable.CONVERSATIONS));
    }

    ConversationSettings settings() {
        return new DynamoDbConversationSettings(dynamoDb, table(ChatTable.CONVERSATIONS));
    }

    HiddenMessages hidden() {
        return new DynamoDbHiddenMessages(
                dynamoDb, table(ChatTable.HIDDEN), table(ChatTable.CONVERSATIONS));
    }

    TextBlocks blocks() {
        return new DynamoDbTextBlocks(dynamoDb, table(ChatTable.TEXT_BLOCKS));
    }

    ConversationList list() {
        return new DynamoDbConversationList(dynamoDb, table(ChatTable.CONVERSATIONS), backoff);
    }

    Receipts receipts() {
        return new DynamoDbReceipts(dynamoDb, table(ChatTable.CONVERSATIONS));
    }

    Relations relations() {
        return new DynamoDbRelations(dynamoDb, table(ChatTable.CONVERSATIONS), backoff);
    }

    PresenceSubscriptions subscriptions() {
        return new DynamoDbPresenceSubscriptions(dynamoDb, table(ChatTable.PRESENCE_SUBSCRIPTIONS));
    }

    RedeliveryQueue redelivery() {
        return new SqsRedeliveryQueue(
                clients.sqs(), variables.required("REDELIVERY_QUEUE_URL"), clock, this::process);
    }

    Postponement postponement() {
        return new SqsPostponement(clients.sqs(), variables.required("REDELIVERY_QUEUE_URL"));
    }

    Announcements announcements() {
        return new SqsAnnouncements(clients.sqs(), variables.required("ANNOUNCEMENT_QUEUE_URL"));
    }

    /// One per process, created at first use: not every function needs it.
    Gateway gateway() {
        if (gateway == null) {
            gateway = new ApiGatewayGateway(clients.connections());
        }
        return gateway;
    }

    /// The windows in which messages can be changed.
    OperationRules operationRules() {
        return new OperationRules(
                variables.integer("EDIT_WINDOW_MINUTES"),
                variables.integer("EDITS_MAX"),
                variables.integer("REMOVE_WINDOW_MINUTES"));
    }

    /// One per process, because it counts what the process has allowed.
    RateLimits limits() {
        if (limits == null) {
            limits =
                    new TokenBuckets(
                            LimitsVariable.limits(variables),
                            new DynamoDbSharedBuckets(dynamoDb, table(ChatTable.RATES)),
                            many -> random.nextInt(many) == 0);
        }
        return limits;
    }

    /// Created at first use, after the snapshot, so that restored instances have different names.
    private synchronized String process() {
        if (process == null) {
            process = Long.toHexString(random.nextLong());
        }
        return process;
    }

    private String table(ChatTable table) {
        return variables.required(table.variable());
    }
}
