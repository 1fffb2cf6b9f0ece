package chat.local.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A message in a queue.
///
/// @param id assigned by the queue
/// @param sequenceNumber position in a FIFO queue; empty in a standard one
/// @param attributes the message attributes; may be empty
/// @param deadLetterOf the name of the queue whose dead letter this message is
public record Message(
        String id,
        String body,
        ObjectNode attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        Optional<String> sequenceNumber,
        Instant sentAt,
        Optional<String> deadLetterOf) {
    /// A new message, with its own id.
    static Message sent(
            NewMessage message,
            Optional<String> deduplicationId,
            Optional<String> sequenceNumber,
            Instant at) {
        return new Message(
                UUID.randomUUID().toString(),
                message.body(),
                message.attributes(),
                message.groupId(),
                deduplicationId,
                sequenceNumber,
                at,
                Optional.empty());
    }

    /// The same message with another sending time.
    Message sentAgain(Instant at) {
        return new Message(
                id, body, attributes, groupId, deduplicationId, sequenceNumber, at, deadLetterOf);
    }

    /// The same message as a dead letter.
    ///
    /// @param queueName the queue that gave it up
    Message givenUpBy(String queueName) {
        return new Message(
                id,
                body,
                attributes,
                groupId,
                deduplicationId,
                sequenceNumber,
                sentAt,
                Optional.of(queueName));
    }
}
