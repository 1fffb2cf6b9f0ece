package chat.local.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/// A message in a queue.
///
/// @param id assigned by the queue
/// @param sequenceNumber position in a FIFO queue; empty in a standard one
/// @param attributes the message attributes; may be empty
public record Message(
        String id,
        String body,
        ObjectNode attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        Optional<String> sequenceNumber,
        Instant sentAt) {
    /// The same message with another sending time.
    Message sentAgain(Instant at) {
        return new Message(id, body, attributes, groupId, deduplicationId, sequenceNumber, at);
    }
}
