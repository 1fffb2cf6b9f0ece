package chat.local.queue;

import java.time.Instant;

/// A message as received by a consumer.
///
/// @param receipt the receipt handle, needed to delete the message or to change its visibility
/// @param receives number of times the message has been received, including this one
/// @param firstReceivedAt time of the first receive
public record Received(Message message, String receipt, int receives, Instant firstReceivedAt) {}
