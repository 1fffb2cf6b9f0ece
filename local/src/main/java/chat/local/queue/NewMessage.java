package chat.local.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Optional;

/// A message to send.
///
/// @param attributes the message attributes, as in the request; may be empty
/// @param delay overrides the queue's delay; only for standard queues
public record NewMessage(
        String body,
        ObjectNode attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        Optional<Duration> delay) {
    /// A message for a standard queue with only a body.
    public static NewMessage of(String body) {
        return new NewMessage(
                body,
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
