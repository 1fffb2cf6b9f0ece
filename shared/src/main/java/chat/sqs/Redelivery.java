package chat.sqs;

import chat.domain.ConnectionId;
import chat.domain.UserId;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// A message of the redelivery queue. It names the connection to catch up.
public record Redelivery(UserId user, ConnectionId connection) {
    /// The message's body.
    public String encode() {
        try {
            return JSON.std.asString(
                    Map.of("user", user.value(), "connection", connection.value()));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /// Reads a message's body.
    ///
    /// @throws IllegalArgumentException if the text is not a redelivery
    public static Redelivery decode(String body) {
        try {
            Map<String, Object> fields = JSON.std.mapFrom(body);
            if (fields.get("user") instanceof String user
                    && fields.get("connection") instanceof String connection) {
                return new Redelivery(new UserId(user), new ConnectionId(connection));
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the message is not JSON", notJson);
        }
        throw new IllegalArgumentException("the message names no user and connection");
    }
}
