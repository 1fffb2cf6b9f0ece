package chat.infra;

import static chat.dynamodb.ChatTable.CONNECTIONS;
import static chat.dynamodb.ChatTable.CONVERSATIONS;
import static chat.dynamodb.ChatTable.PRESENCE_SUBSCRIPTIONS;
import static chat.dynamodb.ChatTable.USERS;

import chat.dynamodb.ChatTable;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A part of the stack that a function uses. One declaration yields both environment variables and
/// permissions, so the two always match.
sealed interface Need {
    /// Requests to a table.
    ///
    /// @param operations DynamoDB API operations such as `GetItem`, on the table itself
    record Requests(ChatTable table, List<String> operations) implements Need {}

    /// `Query` on an index. The variable with the table's name comes from [Requests].
    record Index(ChatTable table, String name) implements Need {}

    /// Calls to `@connections` of this API's stage.
    ///
    /// @param methods of `POST` (push), `GET` (is it open?), `DELETE` (close)
    /// @see <a
    ///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">Calling
    ///   clients from the backend</a>
    record Connections(Set<String> methods) implements Need {}

    /// Sending to the redelivery queue.
    record Redelivery() implements Need {}

    /// Postponing messages received from the redelivery queue.
    record Postponement() implements Need {}

    /// Sending to the announcement queue.
    record Announcements() implements Need {}

    /// Verifying tokens. Needs no permission, because the issuer's keys are public.
    record Tokens() implements Need {}

    /// Rate limits: the rates, and the buckets that all functions share.
    record Limits() implements Need {}

    /// The windows in which messages can be edited and removed.
    record Windows() implements Need {}

    /// What it needs to notify the subscribers of a user's presence, and more.
    static Need[] announcing(Need... more) {
        return Stream.concat(
                        Stream.of(
                                requests(PRESENCE_SUBSCRIPTIONS, "Query", "DeleteItem"),
                                requests(USERS, "BatchGetItem"),
                                requests(CONVERSATIONS, "BatchGetItem"),
                                requests(CONNECTIONS, "Query"),
                                connections("POST", "DELETE")),
                        Stream.of(more))
                .toArray(Need[]::new);
    }

    static Need requests(ChatTable table, String... operations) {
        return new Requests(table, List.of(operations));
    }

    static Need globalIndex(ChatTable table) {
        return new Index(table, table.schema().globalIndexes().getFirst().name());
    }

    static Need index(ChatTable table) {
        return new Index(table, table.schema().localIndexes().getFirst().name());
    }

    static Need connections(String... methods) {
        return new Connections(Set.of(methods));
    }
}
