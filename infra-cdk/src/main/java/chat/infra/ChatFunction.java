package chat.infra;

import static chat.dynamodb.ChatTable.CONNECTIONS;
import static chat.dynamodb.ChatTable.CONVERSATIONS;
import static chat.dynamodb.ChatTable.MESSAGES;
import static chat.dynamodb.ChatTable.PRESENCE_SUBSCRIPTIONS;
import static chat.dynamodb.ChatTable.USERS;
import static chat.infra.Need.connections;
import static chat.infra.Need.globalIndex;
import static chat.infra.Need.index;
import static chat.infra.Need.requests;

import java.time.Duration;
import java.util.List;

/// The Lambda functions: what runs, with how much, for how long, and what it may touch.
///
/// Memory buys CPU in proportion (one vCPU at 1,769 MB): functions that verify a signature or talk
/// TLS to several endpoints at once get 1 GB, the others 512 MB. Timeouts of functions behind a
/// route stay under API Gateway's 29 s.
enum ChatFunction {
    /// Decides on `$connect` whether a token opens a socket.
    AUTHORIZER("Authorizer", 1024, 10, new Need.Tokens()),

    /// `$connect`: stores user, device and connection; closes the oldest of too many connections.
    CONNECT(
            "Connect",
            1024,
            10,
            requests(USERS, "GetItem", "PutItem", "UpdateItem"),
            globalIndex(USERS),
            requests(CONNECTIONS, "PutItem", "Query", "UpdateItem", "DeleteItem"),
            connections("DELETE")),

    /// `$disconnect`: removes the connection, sets last active.
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
            requests(MESSAGES, "Query", "GetItem", "PutItem"),
            requests(CONVERSATIONS, "GetItem", "UpdateItem"),
            requests(USERS, "GetItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Limits()),

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

    /// `sync`, `history`, `conversations`: reads the log. Closes a socket that has no row.
    READ(
            "Read",
            1024,
            25,
            requests(CONVERSATIONS, "Query", "BatchGetItem"),
            index(CONVERSATIONS),
            requests(MESSAGES, "Query"),
            requests(CONNECTIONS, "GetItem", "UpdateItem", "DeleteItem"),
            requests(USERS, "GetItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Limits()),

    /// `profile`: shows users, changes the caller's own, finds one by contact number.
    PROFILE(
            "Profile",
            512,
            10,
            requests(USERS, "BatchGetItem", "UpdateItem"),
            globalIndex(USERS),
            requests(CONNECTIONS, "Query", "UpdateItem"),
            new Need.Announcements(),
            new Need.Limits()),

    /// `conversation`: tells and changes what the caller has set for one, and pushes it.
    CONVERSATION(
            "Conversation",
            512,
            15,
            requests(CONVERSATIONS, "GetItem", "UpdateItem"),
            requests(USERS, "GetItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("POST", "DELETE"),
            new Need.Redelivery(),
            new Need.Announcements(),
            new Need.Limits()),

    /// `presence`, `typing`: tells who is there, notes who wants to know, passes on who writes.
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

    /// The operator's commands; on no route. Closes the sockets of a user who is disabled.
    OPERATE(
            "Operate",
            512,
            30,
            requests(USERS, "UpdateItem"),
            requests(CONNECTIONS, "Query", "DeleteItem"),
            connections("DELETE"),
            new Need.Redelivery()),

    /// `$default`: answers what is no known action.
    DEFAULT("Default", 512, 5),

    /// Drains to connections that appear in the Connections stream.
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

    /// Drains to connections that the redelivery queue names.
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

    /// Announces who comes, by the Connections stream, and leaves to the queue who goes.
    ANNOUNCE(
            "Announce",
            512,
            15,
            requests(PRESENCE_SUBSCRIPTIONS, "Query", "DeleteItem"),
            requests(USERS, "BatchGetItem"),
            requests(CONVERSATIONS, "BatchGetItem"),
            requests(CONNECTIONS, "Query"),
            connections("POST", "DELETE"),
            new Need.Announcements()),

    /// Announces the presences that the announcement queue names.
    REANNOUNCE(
            "Reannounce",
            512,
            15,
            requests(PRESENCE_SUBSCRIPTIONS, "Query", "DeleteItem"),
            requests(USERS, "BatchGetItem"),
            requests(CONVERSATIONS, "BatchGetItem"),
            requests(CONNECTIONS, "Query"),
            connections("POST", "DELETE"));

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

    /// What Lambda calls.
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
