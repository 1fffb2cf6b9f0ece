package chat.local.queue;

import java.time.Instant;

/// A message as a consumer got it.
///
/// @param receipt names this receipt of the message: needed to delete it or to change its
///   visibility
/// @param receives how often the message has been received, this time included
/// @param firstReceivedAt when it was received first
public record Received(Message message, String receipt, int receives, Instant firstReceivedAt) {}
