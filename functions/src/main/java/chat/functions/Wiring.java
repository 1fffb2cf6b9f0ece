package chat.functions;

import chat.apigateway.ApiGatewayGateway;
import chat.delivery.Backlog;
import chat.delivery.Connect;
import chat.delivery.Deliver;
import chat.delivery.Disconnect;
import chat.delivery.Drain;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.delivery.Sync;
import chat.domain.Salt;
import chat.dynamodb.ChatTable;
import chat.dynamodb.DynamoDbConnections;
import chat.dynamodb.DynamoDbContactNumbers;
import chat.dynamodb.DynamoDbConversationIndex;
import chat.dynamodb.DynamoDbConversationList;
import chat.dynamodb.DynamoDbConversationSettings;
import chat.dynamodb.DynamoDbMessageLog;
import chat.dynamodb.DynamoDbPresenceSubscriptions;
import chat.dynamodb.DynamoDbProfiles;
import chat.dynamodb.DynamoDbReceipts;
import chat.dynamodb.DynamoDbRelations;
import chat.dynamodb.DynamoDbSharedBuckets;
import chat.dynamodb.DynamoDbUsers;
import chat.limits.RateLimits;
import chat.limits.TokenBuckets;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.History;
import chat.messages.ListConversations;
import chat.messages.SendMessage;
import chat.port.Announcements;
import chat.port.Backoff;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.Gateway;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.port.Postponement;
import chat.port.PresenceSubscriptions;
import chat.port.Profiles;
import chat.port.Receipts;
import chat.port.RedeliveryQueue;
import chat.port.Relations;
import chat.port.Users;
import chat.presence.AnnouncePresence;
import chat.presence.PresenceVisibilities;
import chat.presence.RelayTyping;
import chat.presence.TrackPresence;
import chat.presence.WatchPresence;
import chat.sqs.SqsAnnouncements;
import chat.sqs.SqsPostponement;
import chat.sqs.SqsRedeliveryQueue;
import chat.users.Operate;
import chat.users.UserProfiles;

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
    private @Nullable RateLimits limits;
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

    /// Frames that are not counted: messages, which have limits of their own, and those that no
    /// route takes, as refusing one costs as much as answering it.
    static Frames uncountedFrames() {
        return new Frames(CLOCK, new RequestLog(System.out), RateLimits.NONE);
    }

    /// Tokens, for a function that calls no AWS service.
    static TokenVerifier tokens(Map<String, String> environment) {
        var variables = new Variables(environment);
        return new TokenVerifier(
                variables.required("TOKEN_ISSUER"), variables.required("TOKEN_AUDIENCE"), CLOCK);
    }

    /// Frames that are counted against their user's limits.
    Frames frames() {
        return new Frames(CLOCK, requestLog(), limits());
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
        return new Connect(users(), numbers(), connections(), gateway(), backoff);
    }

    Disconnect disconnect() {
        return new Disconnect(connections(), users(), parallel);
    }

    SendMessage sendMessage() {
        var append = new Append(log(), this::salt, backoff);
        String table = table(ChatTable.CONVERSATIONS);
        var index = new DynamoDbConversationIndex(dynamoDb, table);
        var admission = new Admission(users(), limits());
        return new SendMessage(append, index, admission, push(), parallel);
    }

    Acknowledge acknowledge() {
        return new Acknowledge(log(), receipts(), profiles(), push(), parallel);
    }

    WatchPresence watchPresence() {
        return new WatchPresence(
                subscriptions(), connections(), visibilities(), limits(), parallel);
    }

    RelayTyping relayTyping() {
        return new RelayTyping(relations(), connections(), gateway(), limits(), parallel);
    }

    TrackPresence trackPresence() {
        return new TrackPresence(
                subscriptions(), connections(), announcePresence(), announcements());
    }

    AnnouncePresence announcePresence() {
        return new AnnouncePresence(
                subscriptions(), connections(), visibilities(), gateway(), parallel);
    }

    private PresenceVisibilities visibilities() {
        return new PresenceVisibilities(profiles(), relations(), parallel);
    }

    private Relations relations() {
        return new DynamoDbRelations(dynamoDb, table(ChatTable.CONVERSATIONS), backoff);
    }

    private PresenceSubscriptions subscriptions() {
        return new DynamoDbPresenceSubscriptions(dynamoDb, table(ChatTable.PRESENCE_SUBSCRIPTIONS));
    }

    private Announcements announcements() {
        return new SqsAnnouncements(clients.sqs(), variables.required("ANNOUNCEMENT_QUEUE_URL"));
    }

    ChangeConversation changeConversation() {
        String table = table(ChatTable.CONVERSATIONS);
        var settings = new DynamoDbConversationSettings(dynamoDb, table);
        return new ChangeConversation(
                settings, receipts(), users(), push(), announcements(), limits());
    }

    UserProfiles userProfiles() {
        return new UserProfiles(
                profiles(), numbers(), connections(), announcements(), limits(), parallel);
    }

    Operate operate() {
        return new Operate(users(), connections(), gateway(), redelivery());
    }

    private Drain drain() {
        var backlog = new Backlog(list(), log(), parallel);
        return new Drain(backlog, connections(), gateway(), backoff, CLOCK);
    }

    Deliver deliver() {
        return new Deliver(drain(), redelivery());
    }

    Redeliver redeliver() {
        return new Redeliver(connections(), drain(), gateway(), random::nextDouble);
    }

    Postponement postponement() {
        return new SqsPostponement(clients.sqs(), variables.required("REDELIVERY_QUEUE_URL"));
    }

    Sync sync() {
        return new Sync(connections(), drain(), redelivery(), gateway());
    }

    History history() {
        return new History(log());
    }

    ListConversations listConversations() {
        return new ListConversations(list(), profiles(), parallel);
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

    Profiles profiles() {
        return new DynamoDbProfiles(dynamoDb, table(ChatTable.USERS), backoff);
    }

    private ContactNumbers numbers() {
        return new DynamoDbContactNumbers(dynamoDb, table(ChatTable.USERS), backoff);
    }

    private Receipts receipts() {
        return new DynamoDbReceipts(dynamoDb, table(ChatTable.CONVERSATIONS));
    }

    /// One per process, as it knows what the process has let through.
    private RateLimits limits() {
        if (limits == null) {
            limits =
                    new TokenBuckets(
                            LimitsVariable.limits(variables),
                            new DynamoDbSharedBuckets(dynamoDb, table(ChatTable.RATES)),
                            many -> random.nextInt(many) == 0);
        }
        return limits;
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
