package chat.local.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Optional;

/// A message to be sent.
///
/// @param attributes the message attributes, as in the request; empty without
/// @param delay instead of the queue's; only for standard queues
public record NewMessage(
        String body,
        ObjectNode attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        Optional<Duration> delay) {
    /// A message that is nothing but a body, as standard queues take it.
    public static NewMessage of(String body) {
        return new NewMessage(
                body,
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
