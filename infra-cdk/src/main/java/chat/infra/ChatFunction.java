package chat.infra;

import static chat.dynamodb.ChatTable.CONNECTIONS;
import static chat.dynamodb.ChatTable.CONVERSATIONS;
import static chat.dynamodb.ChatTable.HIDDEN;
import static chat.dynamodb.ChatTable.MESSAGES;
import static chat.dynamodb.ChatTable.PRESENCE_SUBSCRIPTIONS;
import static chat.dynamodb.ChatTable.TEXT_BLOCKS;
import static chat.dynamodb.ChatTable.USERS;
import static chat.infra.Need.connections;
import static chat.infra.Need.globalIndex;
import static chat.infra.Need.index;
import static chat.infra.Need.requests;

import java.time.Duration;
import java.util.List;

/// The Lambda functions of the stack, with their memory, timeout and permissions.
///
/// Memory buys CPU in proportion (one vCPU at 1,769 MB): functions that verify a signature or open
/// TLS connections to several endpoints at once get 1 GB, the others 512 MB. Timeouts of functions
/// behind a route stay under API Gateway's 29 s.
enum ChatFunction {
    /// The authorizer of `$connect`: accepts or rejects the token.
    AUTHORIZER("Authorizer", 1024, 10, new Need.Tokens()),

    /// `$connect`: stores the user, device and connection; closes the oldest connection of a user
    /// with too many.
    CONNECT(
            "Connect",
            1024,
            10,
            requests(USERS, "GetItem", "PutItem", "UpdateItem"),
            globalIndex(USERS),
            requests(CONNECTIONS, "PutItem", "Query", "UpdateItem", "DeleteItem"),
            connections("DELETE")),

    /// `$disconnect`: removes the connection and updates the time of last activity.
    DISCONNECT(
            "Disconnect",
            512,
            10,
            requests(CONNECTIONS, "DeleteItem"),
            requests(USERS, "UpdateItem")),

    /// `sendMessage`: appends to the log and pushes.
    SEND_MESSAGE(
            "SendMessage",
            1024,
            15,
            requests(MESSAGES, "Query", "GetItem", "PutItem", "UpdateItem"),
            requests(CONVERSATIONS, "GetItem", "UpdateItem"),
            requests(TEXT_BLOCKS, "GetItem", "PutItem"),
            requests(USERS, "GetItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Limits(),
            new Need.Windows()),

    /// `ack`: moves cursors forward and pushes receipts.
    ACK(
            "Ack",
            1024,
            15,
            requests(MESSAGES, "GetItem"),
            requests(CONVERSATIONS, "UpdateItem"),
            requests(USERS, "GetItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Limits()),

    /// `sync`, `history`, `conversations`: reads the log. Closes a socket that has no row in the
    /// table.
    READ(
            "Read",
            1024,
            25,
            requests(CONVERSATIONS, "Query", "BatchGetItem"),
            index(CONVERSATIONS),
            requests(MESSAGES, "Query", "GetItem"),
            requests(CONNECTIONS, "GetItem", "UpdateItem", "DeleteItem"),
            requests(USERS, "GetItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Limits()),

    /// `profile`: returns profiles, changes the caller's own, finds a user by contact number.
    PROFILE(
            "Profile",
            512,
            10,
            requests(USERS, "BatchGetItem", "UpdateItem"),
            globalIndex(USERS),
            requests(CONNECTIONS, "Query", "UpdateItem"),
            new Need.Announcements(),
            new Need.Limits()),

    /// `conversation`, `hide`: returns and changes the caller's settings of a conversation and what
    /// the caller has hidden of it, and pushes both to the caller's devices.
    CONVERSATION(
            "Conversation",
            512,
            15,
            requests(CONVERSATIONS, "GetItem", "UpdateItem"),
            requests(HIDDEN, "Query", "UpdateItem"),
            requests(MESSAGES, "GetItem"),
            requests(USERS, "GetItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Announcements(),
            new Need.Limits()),

    /// `search`: finds messages. A function of its own, because it needs much CPU and no others
    /// need its classes.
    SEARCH(
            "Search",
            1024,
            15,
            requests(CONVERSATIONS, "BatchGetItem"),
            index(CONVERSATIONS),
            requests(MESSAGES, "Query", "GetItem"),
            requests(HIDDEN, "Query"),
            requests(TEXT_BLOCKS, "Query"),
            new Need.Limits()),

    /// `presence`, `typing`: returns presence, stores subscriptions, relays typing notifications.
    PRESENCE(
            "Presence",
            512,
            10,
            requests(PRESENCE_SUBSCRIPTIONS, "PutItem", "DeleteItem"),
            requests(USERS, "BatchGetItem"),
            requests(CONVERSATIONS, "BatchGetItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("POST", "DELETE"),
            new Need.Limits()),

    /// Executes the operator's commands. It has no route. Closes the sockets of a user whom the
    /// operator disables, finishes operations, and rebuilds blocks of texts.
    OPERATE(
            "Operate",
            512,
            30,
            requests(USERS, "UpdateItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            requests(MESSAGES, "GetItem", "UpdateItem", "Query"),
            requests(CONVERSATIONS, "GetItem", "UpdateItem"),
            requests(TEXT_BLOCKS, "GetItem", "PutItem", "Query"),
            connections("DELETE"),
            new Need.Redelivery()),

    /// `$default`: answers messages with an unknown action.
    DEFAULT("Default", 512, 5),

    /// Catches up the connections that appear in the Connections stream.
    DELIVER(
            "Deliver",
            1024,
            15,
            requests(CONNECTIONS, "UpdateItem", "DeleteItem"),
            requests(CONVERSATIONS, "Query", "BatchGetItem"),
            index(CONVERSATIONS),
            requests(MESSAGES, "Query"),
            connections("POST", "GET", "DELETE"),
            new Need.Redelivery()),

    /// Catches up the connections named by the redelivery queue.
    REDELIVER(
            "Redeliver",
            1024,
            20,
            requests(CONNECTIONS, "GetItem", "UpdateItem", "DeleteItem"),
            requests(CONVERSATIONS, "Query", "BatchGetItem"),
            index(CONVERSATIONS),
            requests(MESSAGES, "Query"),
            connections("POST", "GET", "DELETE"),
            new Need.Postponement()),

    /// Reads the Messages stream: finishes the operations whose senders did not.
    SETTLE(
            "Settle",
            512,
            15,
            requests(MESSAGES, "GetItem", "UpdateItem", "Query"),
            requests(CONVERSATIONS, "GetItem", "UpdateItem"),
            requests(TEXT_BLOCKS, "GetItem", "PutItem")),

    /// Reads the Messages stream: builds the blocks of texts for search. A function of its own, so
    /// that a failing block does not hold back operations.
    BUILD_BLOCKS(
            "BuildBlocks",
            512,
            15,
            requests(MESSAGES, "GetItem", "Query"),
            requests(TEXT_BLOCKS, "GetItem", "PutItem")),

    /// Reads the Connections stream: notifies subscribers of users who come online, and queues the
    /// announcement of users who go offline.
    ANNOUNCE("Announce", 512, 15, Need.announcing(new Need.Announcements())),

    /// Announces the presence of users named by the announcement queue.
    REANNOUNCE("Reannounce", 512, 15, Need.announcing());

    private final String logicalId;
    private final int memoryMegabytes;
    private final Duration timeout;
    private final List<Need> needs;

    ChatFunction(String logicalId, int memoryMegabytes, int timeoutSeconds, Need... needs) {
        this.logicalId = logicalId;
        this.memoryMegabytes = memoryMegabytes;
        this.timeout = Duration.ofSeconds(timeoutSeconds);
        this.needs = List.of(needs);
    }

    /// The function's id in the template, such as `SendMessage`.
    String logicalId() {
        return logicalId;
    }

    /// The class that handles its events, such as `chat.functions.SendMessageHandler`.
    String handlerClass() {
        return "chat.functions." + logicalId + "Handler";
    }

    /// The function's handler setting in Lambda.
    String handler() {
        return handlerClass() + "::handleRequest";
    }

    int memoryMegabytes() {
        return memoryMegabytes;
    }

    Duration timeout() {
        return timeout;
    }

    List<Need> needs() {
        return needs;
    }
}
