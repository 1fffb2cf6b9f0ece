package chat.sqs;

import chat.domain.UserId;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// A message of the announcement queue. It names a user whose presence to announce.
///
/// @param onlyIfAway whether to skip a user who is online again
public record Announcement(UserId user, boolean onlyIfAway) {
    /// The message's body.
    public String encode() {
        try {
            return JSON.std.asString(Map.of("user", user.value(), "onlyIfAway", onlyIfAway));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /// Reads a message's body.
    ///
    /// @throws IllegalArgumentException if the text is not an announcement
    public static Announcement decode(String body) {
        try {
            Map<String, Object> fields = JSON.std.mapFrom(body);
            if (fields.get("user") instanceof String user
                    && fields.get("onlyIfAway") instanceof Boolean onlyIfAway) {
                return new Announcement(new UserId(user), onlyIfAway);
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the message is not JSON", notJson);
        }
        throw new IllegalArgumentException("the message names no user");
    }
}
